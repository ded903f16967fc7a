using Valhalla.Governance.Control;

namespace Valhalla.Governance.Runbook;

/// <summary>There is a charter policy for at least one domain.</summary>
internal sealed class HeimdallCharterPresentCheck(ControlState control) : IRunbookCheck
{
    public string Id => RunbookCheckIds.HeimdallCharterPresent;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public async ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var policies = (await control.RefreshAsync(cancellationToken).ConfigureAwait(false)).HeimdallPolicies;
        var ok = policies.Count > 0;
        return new RunbookCheckOutcome(
            ok,
            ok
                ? "Heimdall charter policies present"
                : "At least one Heimdall charter policy must exist: add one by POST "
                    + "governance/heimdall/policies/upsert",
            new Dictionary<string, object?> { ["policies"] = policies.Count });
    }
}
