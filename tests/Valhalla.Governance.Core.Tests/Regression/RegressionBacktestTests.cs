namespace Valhalla.Governance.Core.Tests.Regression;

public sealed class RegressionBacktestTests : IDisposable
{
    private readonly TripwireFixture _fixture = new();
    private readonly RegressionPolicy _policy = new() { Series = TripwireFixture.ContractRate };

    [Theory]
    [InlineData(RegressionEvidence.Sequential)]
    [InlineData(RegressionEvidence.Fisher)]
    [InlineData(RegressionEvidence.None)]
    public void Backtest_SourceStoryTwice_FiresTwiceAsLive(RegressionEvidence evidence)
    {
        var story = History([.. Rates(200, 10), .. Rates(50, 13), .. Rates(200, 10), .. Rates(50, 13)]);

        var result = _fixture.Tripwire.Backtest(_policy with { Evidence = evidence }, story);

        Assert.Equal(500, result.Events);
        Assert.Equal([250, 500], result.Firings.Select(f => f.EventNumber));
        Assert.All(result.Firings, f => Assert.Equal(0.2210526, f.Drop, 7));
        Assert.Empty(_fixture.Stored.RegressionStates);
    }

    [Fact]
    public void Backtest_LateDropAfterALongHealthyTime_Fires()
    {
        var result = _fixture.Tripwire.Backtest(_policy, History([.. Rates(9_000, 450), .. Rates(60, 30)]));

        var firing = Assert.Single(result.Firings);
        Assert.InRange(firing.EventNumber, 9_010, 9_060);
    }

    [Fact]
    public void Backtest_OtherSeriesInBetween_AreLeftOut()
    {
        var other = new KpiEvent { Domain = new DomainName("X"), Metric = new MetricName("y"), Success = false };

        var result = _fixture.Tripwire.Backtest(_policy, [other, .. History(Rates(10, 0)), other]);

        Assert.Equal((10, 0), (result.Events, result.Firings.Count));
    }

    [Fact]
    public void Backtest_WrongPolicy_IsRefused() => Assert.Throws<PolicyValidationException>(
        () => _fixture.Tripwire.Backtest(_policy with { WindowEvents = 0 }, []));

    public void Dispose() => _fixture.Dispose();

    private static double[] Rates(int events, int failures) => RegressionRulesTests.Rate(events, failures, "even");

    private IEnumerable<KpiEvent> History(double[] samples) => samples.Select(sample => new KpiEvent
    {
        Domain = _policy.Series.Domain,
        Metric = _policy.Series.Metric,
        Success = sample > 0,
    });
}
