using Valhalla.Governance.Control;
using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.Runbook;

/// <summary>The kill switch is clear, in the store and in this process.</summary>
internal sealed class KillSwitchClearCheck(ControlState control, KillSwitchLatch latch) : IRunbookCheck
{
    public string Id => RunbookCheckIds.KillSwitchClear;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public async ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var isLatched = latch.IsEngaged;
        var gate = (await control.RefreshAsync(cancellationToken).ConfigureAwait(false)).Gate;
        var isEngaged = isLatched || gate.KillSwitchEngaged;
        return new RunbookCheckOutcome(
            !isEngaged,
            isEngaged
                ? "Kill-switch must be disengaged for production execution: release it, with a reason, by POST "
                    + "governance/go-live/kill-switch/release or valhalla kill release"
                : "Kill-switch must be disengaged for production execution",
            new Dictionary<string, object?>
            {
                ["kill_switch_engaged"] = isEngaged,
                ["go_live_enabled"] = gate.GoLiveEnabled,
                ["updated_at"] = gate.UpdatedAt == default ? null : RunbookDetail.FormatInstant(gate.UpdatedAt),
            });
    }
}
