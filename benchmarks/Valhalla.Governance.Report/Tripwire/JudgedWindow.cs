using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Report.Tripwire;

/// <summary>A healthy series that is judged at each event.</summary>
internal sealed class JudgedWindow
{
    private readonly RegressionPolicy _policy = new()
    {
        Series = new KpiSeries(new DomainName("REPORT"), new MetricName("outcome")),
        Evidence = RegressionEvidence.None,
    };

    private readonly double[] _samples;
    private int _next;

    public JudgedWindow()
    {
        _samples = new double[_policy.BaselineEvents + _policy.WindowEvents];
        Array.Fill(_samples, 1);
    }

    /// <summary>Whether it was judged wrongly, once.</summary>
    public bool HasTripped { get; private set; }

    public void AddAndJudge(int events)
    {
        for (var i = 0; i < events; i++)
        {
            // Every 20th event fails, wherever in the window it stands.
            _samples[_next] = i % 20 == 0 ? 0 : 1;
            _next = _next + 1 == _samples.Length ? 0 : _next + 1;
            HasTripped |= RegressionRules.Judge(_policy, default, _samples).Triggered;
        }
    }
}
