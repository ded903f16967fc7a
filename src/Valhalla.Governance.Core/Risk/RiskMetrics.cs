using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Risk;

/// <summary>
/// Instruments of the risk guard. Engines are tags only where they have a policy, so their number is bounded.
/// </summary>
internal sealed class RiskMetrics
{
    private readonly ControlState _control;
    private readonly GuardedCounter<long> _reserves;
    private readonly GuardedCounter<long> _settlements;
    private readonly GuardedHistogram<int> _batchSize;
    private readonly GuardedHistogram<double> _batchDuration;

    public RiskMetrics(ValhallaMeter meter, ControlState control)
    {
        _control = control;
        _reserves = meter.CreateCounter<long>(
            "valhalla.risk.reserves", "{request}", "Reservations asked for, by engine and answer.");
        _settlements = meter.CreateCounter<long>(
            "valhalla.risk.settlements", "{request}", "Settlements and releases asked for, by answer.");
        _batchSize = meter.CreateHistogram<int>(
            "valhalla.risk.batch.size", "{request}", "Requests committed together.");
        _batchDuration = meter.CreateHistogram<double>(
            "valhalla.risk.batch.duration", "s", "Time to commit a batch.");
    }

    public void Reserved(ReserveResult result)
    {
        if (_reserves.Enabled)
        {
            var engine = _control.Current.RiskPolicies.ContainsKey(result.Engine) ? result.Engine.Value : "unknown";
            _reserves.Add(1, new("engine", engine), new("status", WireNames.Of(result.Status)));
        }
    }

    public void Settled(SettleResult result)
    {
        if (_settlements.Enabled)
        {
            _settlements.Add(1, new KeyValuePair<string, object?>("status", WireNames.Of(result.Status)));
        }
    }

    public void Committed(int commands, TimeSpan duration)
    {
        _batchSize.Record(commands);
        _batchDuration.Record(duration.TotalSeconds);
    }
}
