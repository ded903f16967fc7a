using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Drill;

/// <summary>Instruments of kill-switch drills.</summary>
internal sealed class DrillMetrics(ValhallaMeter meter)
{
    private readonly GuardedCounter<long> _drills = meter.CreateCounter<long>(
        "valhalla.drill.runs", "{drill}", "Drills of the kill switch that this node ran, by status.");

    private readonly GuardedHistogram<double> _denial = meter.CreateHistogram<double>(
        "valhalla.drill.denial", "s", "Time from the start of a drill until the slowest node denied.");

    public void Ended(KillSwitchDrill drill)
    {
        _drills.Add(1, new KeyValuePair<string, object?>("status", WireNames.Of(drill.Status)));
        if (drill.SlowestMilliseconds is { } slowest)
        {
            _denial.Record(slowest / 1_000);
        }
    }
}
