using System.Diagnostics.Metrics;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.GoLive;

/// <summary>Instruments of the go-live gate.</summary>
internal sealed class GoLiveMetrics
{
    private readonly GuardedCounter<long> _denials;
    private readonly GuardedCounter<long> _changes;
    private readonly GuardedCounter<long> _refreshFailures;

    public GoLiveMetrics(
        ValhallaMeter meter,
        ControlState control,
        KillSwitchLatch latch,
        GovernedEnvironment environment,
        TimeProvider time)
    {
        _denials = meter.CreateCounter<long>(
            "valhalla.go_live.denials", "{check}", "Checks that the gate denied, by code.");
        _changes = meter.CreateCounter<long>(
            "valhalla.go_live.changes", "{request}", "Changes of the gate asked for, by operation and answer.");
        _refreshFailures = meter.CreateCounter<long>(
            "valhalla.go_live.refresh_failures", "{read}", "Reads of control state that failed.");
        Flag(meter, "valhalla.go_live.enforced", "Whether go-live is enforced.", () => environment.IsEnforced);
        Flag(meter, "valhalla.go_live.enabled", "Whether go-live is on.", () => control.Current.Gate.GoLiveEnabled);
        Flag(
            meter,
            "valhalla.go_live.kill_switch_engaged",
            "Whether the kill switch is engaged, in the store or here.",
            () => latch.IsEngaged || control.Current.Gate.KillSwitchEngaged);
        Flag(
            meter,
            "valhalla.go_live.latched_locally",
            "Whether a kill is in force here that the store does not have.",
            () => latch.Kept is not null);
        meter.Meter.CreateObservableGauge(
            "valhalla.go_live.state_age", () => AgeOf(control, time), "s", "Age of the last confirmation.");
    }

    public void Denied(GateDecision decision)
    {
        if (_denials.Enabled)
        {
            _denials.Add(1, new KeyValuePair<string, object?>("code", WireNames.Of(decision)));
        }
    }

    public void Changed(string operation, GoLiveChangeStatus status)
    {
        if (_changes.Enabled)
        {
            _changes.Add(1, new("operation", operation), new("status", WireNames.Of(status)));
        }
    }

    public void RefreshFailed() => _refreshFailures.Add(1);

    private static void Flag(ValhallaMeter meter, string name, string description, Func<bool> read) =>
        meter.Meter.CreateObservableGauge(name, () => read() ? 1 : 0, "{flag}", description);

    private static IEnumerable<Measurement<double>> AgeOf(ControlState control, TimeProvider time) =>
        control.Latest is { } latest
            ? [new Measurement<double>(time.GetElapsedTime(latest.ConfirmedAt).TotalSeconds)]
            : [];
}
