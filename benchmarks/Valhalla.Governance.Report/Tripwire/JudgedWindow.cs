using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Report.Tripwire;

/// <summary>A healthy series that is judged at each event, by the rule that policies have by default.</summary>
internal sealed class JudgedWindow
{
    private readonly SampleWindow _window = SampleWindow.Create(
        new RegressionPolicy
        {
            Series = new KpiSeries(new DomainName("REPORT"), new MetricName("outcome")),
        },
        default);

    /// <summary>Whether it was judged wrongly, once.</summary>
    public bool HasTripped { get; private set; }

    public void AddAndJudge(int events)
    {
        for (var i = 0; i < events; i++)
        {
            _window.Add(i % 20 == 0 ? 0 : 1);
            HasTripped |= _window.IsTriggered();
        }
    }
}
