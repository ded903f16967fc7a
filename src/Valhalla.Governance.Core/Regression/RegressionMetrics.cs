using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Regression;

/// <summary>Instruments of the tripwire. Series are tags: each has a policy, so their number is bounded.</summary>
internal sealed class RegressionMetrics
{
    private readonly GuardedCounter<long> _evaluations;
    private readonly GuardedCounter<long> _firings;
    private readonly GuardedCounter<long> _faults;
    private readonly GuardedCounter<long> _refusals;
    private volatile bool _holds;

    public RegressionMetrics(ValhallaMeter meter)
    {
        _evaluations = meter.CreateCounter<long>(
            "valhalla.regression.evaluations", "{evaluation}", "Evaluations of tripwires, by verdict.");
        _firings = meter.CreateCounter<long>(
            "valhalla.regression.firings", "{firing}", "Firings of tripwires, by series and action.");
        _faults = meter.CreateCounter<long>(
            "valhalla.regression.faults", "{fault}", "Evaluations that failed with an exception.");
        _refusals = meter.CreateCounter<long>(
            "valhalla.regression.refusals", "{evaluation}", "Evaluations refused because the lease had been lost.");
        meter.Meter.CreateObservableGauge(
            "valhalla.regression.evaluates",
            () => _holds ? 1 : 0,
            "1",
            "1 on the node that evaluates the tripwires, 0 on those that stand by.");
    }

    public void Evaluated(RegressionVerdict verdict)
    {
        if (_evaluations.Enabled)
        {
            _evaluations.Add(1, new KeyValuePair<string, object?>("verdict", WireNames.Of(verdict)));
        }
    }

    public void Fired(RegressionPolicy policy) => _firings.Add(
        1, new("series", policy.Series.ToString()), new("action", WireNames.CapitalsOf(policy.Action)));

    public void Failed() => _faults.Add(1);

    public void Refused() => _refusals.Add(1);

    /// <summary>Whether this node evaluates.</summary>
    public void Holds(bool holds) => _holds = holds;
}
