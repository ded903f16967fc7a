using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Ramp;

/// <summary>Instruments of the influence ramp.</summary>
internal sealed class RampMetrics
{
    private readonly GuardedCounter<long> _changes;
    private readonly GuardedCounter<long> _rollbacks;
    private readonly GuardedCounter<long> _observations;
    private readonly GuardedCounter<long> _faults;

    public RampMetrics(ValhallaMeter meter, ControlState control)
    {
        _changes = meter.CreateCounter<long>(
            "valhalla.ramp.changes", "{request}", "Changes of the influence asked for, by action and answer.");
        _rollbacks = meter.CreateCounter<long>(
            "valhalla.ramp.rollbacks", "{rollback}", "Returns of the influence to 0 by this node, by trigger.");
        _observations = meter.CreateCounter<long>(
            "valhalla.ramp.observations", "{observation}", "Observations recorded, by whose decision counted.");
        _faults = meter.CreateCounter<long>(
            "valhalla.ramp.guard_faults", "{fault}", "Looks at the rollback triggers that failed.");
        meter.Meter.CreateObservableGauge(
            "valhalla.ramp.influence",
            () => (double)control.Current.Influence.BasisPoints / InfluenceState.FullBasisPoints,
            "1",
            "The share of units decided live, 0 to 1.");
    }

    public void Changed(string action, RampChangeStatus status)
    {
        if (_changes.Enabled)
        {
            _changes.Add(1, new("action", action), new("status", WireNames.Of(status)));
        }
    }

    public void RolledBack(string trigger) =>
        _rollbacks.Add(1, new KeyValuePair<string, object?>("trigger", trigger));

    public void Observed(IReadOnlyList<RampObservation> observations)
    {
        if (!_observations.Enabled)
        {
            return;
        }

        foreach (var group in observations.GroupBy(static observation => observation.Decision))
        {
            _observations.Add(
                group.Count(), new KeyValuePair<string, object?>("decision", WireNames.Of(group.Key)));
        }
    }

    public void GuardFailed() => _faults.Add(1);
}
