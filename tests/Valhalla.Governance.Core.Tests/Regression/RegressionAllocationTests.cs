using Valhalla.Governance.Regression;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>
/// The allocation budget of judging a series from its samples: nothing, but for the sequential rule, which only the
/// ring asks at each event (<see cref="SampleWindowTests"/>).
/// </summary>
public sealed class RegressionAllocationTests
{
    private const int Calls = 500;

    [Theory]
    [InlineData(RegressionEvidence.None, RegressionKind.Rate)]
    [InlineData(RegressionEvidence.None, RegressionKind.Mean)]
    [InlineData(RegressionEvidence.Fisher, RegressionKind.Rate)]
    [InlineData(RegressionEvidence.Fisher, RegressionKind.Mean)]
    public void Judge_SteadyState_AllocatesNothing(RegressionEvidence evidence, RegressionKind kind)
    {
        var policy = new RegressionPolicy
        {
            Series = new KpiSeries(new DomainName("WHOLESALE"), new MetricName("offer_accepted")),
            Evidence = evidence,
            Kind = kind,
        };
        var samples = new double[policy.BaselineEvents + (4 * policy.WindowEvents)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = i % 20 == 0 ? 0 : 1;
        }

        Assert.Equal(0, Measure(() => RegressionRules.Judge(policy, default, samples)));
    }

    private static long Measure(Func<RegressionJudgement> action) => Allocations.LeastOf(() =>
    {
        for (var i = 0; i < Calls; i++)
        {
            _ = action();
        }
    });
}
