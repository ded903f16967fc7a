using Valhalla.Governance.Regression;
using Valhalla.Governance.TripwireQuality;
using Valhalla.Governance.TripwireQuality.Measurement;
using Valhalla.Governance.TripwireQuality.Rules;
using Valhalla.Governance.TripwireQuality.Streams;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>The simulation program: same seed, same table; its short cuts change no verdict.</summary>
public sealed class TripwireQualityTests
{
    [Fact]
    public void Rates_SameSeed_PrintsTheSameTable()
    {
        var first = PrintRates(seed: 1);

        Assert.Equal(first, PrintRates(seed: 1));
        Assert.NotEqual(first, PrintRates(seed: 2));
        Assert.Equal(2 + (4 * 4), first.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(first, letter => Assert.True(char.IsAscii(letter)));
    }

    [Fact]
    public void StreamRandom_OtherStreamCellOrSeed_DrawsOtherNumbers()
    {
        StreamRandom[] randoms = [new(1, "a", 0), new(1, "a", 1), new(1, "b", 0), new(2, "a", 0)];

        var firsts = randoms.Select(random => random.NextDouble()).ToArray();

        Assert.Equal(firsts.Length, firsts.Distinct().Count());
        Assert.All(firsts, first => Assert.InRange(first, 0, 1));
        Assert.Equal(firsts[0], new StreamRandom(1, "a", 0).NextDouble());
    }

    [Theory]
    [InlineData(RegressionEvidence.Sequential, RegressionKind.Rate)]
    [InlineData(RegressionEvidence.Sequential, RegressionKind.Mean)]
    [InlineData(RegressionEvidence.Fisher, RegressionKind.Rate)]
    [InlineData(RegressionEvidence.Fisher, RegressionKind.Mean)]
    [InlineData(RegressionEvidence.None, RegressionKind.Rate)]
    public void ProductRule_ChangedStreams_TripsWhereTheBacktestFires(
        RegressionEvidence evidence, RegressionKind kind)
    {
        var policy = new RegressionPolicy { Series = TripwireFixture.ContractRate, Evidence = evidence, Kind = kind };
        var rule = new ProductRule(policy);
        var firings = 0;
        for (var stream = 0; stream < 10; stream++)
        {
            var samples = Draw(kind, stream);

            var fired = RegressionBacktest.Run(policy, samples.Select(sample => Event(policy, sample))).Firings;

            Assert.Equal(fired.Count == 0 ? null : (int?)fired[0].EventNumber, rule.TripsAt(samples));
            firings += fired.Count;
        }

        Assert.NotEqual(0, firings);
    }

    [Fact]
    public void BernoulliCusum_AllSucceedThenAllFail_TripsAfterTheEventsOfTheFormula()
    {
        double[] samples = [.. Enumerable.Repeat(1.0, 250), .. Enumerable.Repeat(0.0, 50)];

        // ln(0.2020 / 0.0025) = 4.39 a failure, and 3 of them reach ln 10 000 = 9.21.
        Assert.Equal(253, new BernoulliCusum().TripsAt(samples));
        Assert.Null(new BernoulliCusum().TripsAt(samples.AsSpan(0, 252)));
    }

    [Fact]
    public void Share_HalfOfTen_HasWilsonsInterval()
    {
        var share = new Share(5, 10);

        // Wilson's interval of 5 of 10 at 95 %: (0.2366, 0.7634).
        Assert.Equal(50, share.Percent);
        Assert.Equal(23.66, share.Lower, 2);
        Assert.Equal(76.34, share.Upper, 2);
    }

    [Fact]
    public void OfDelays_EarlyAndMissingTrips_LeavesOutTheEarlyAndCountsTheMissingAsLate()
    {
        var figure = Figure.OfDelays("drop", [240, 260, 270, 280, 400, null], change: 250, bound: 100);

        Assert.Equal(30, figure.Median);
        Assert.Equal(new Share(3, 5), figure.Tripped);
        Assert.Null(Figure.OfDelays("drop", [null, null, 260], change: 250, bound: 100).Median);
    }

    [Theory]
    [InlineData(100, 10_000, "met")]
    [InlineData(101, 10_000, "not met")]
    [InlineData(2, 150, "open: too few streams")]
    [InlineData(15, 150, "not met")]
    public void Verdict_FalseTrips_FollowsLimitAndInterval(int tripped, int streams, string verdict)
    {
        var goal = new Goal("rate 0.60", "false trips %", 1, new Figure("", new Share(tripped, streams), null, 0));

        Assert.Equal(verdict, goal.Verdict);
        Assert.Equal(verdict == "not met", goal.IsMissed);
    }

    [Fact]
    public void IsMissed_MedianBeyondTheBound_IsTrue() => Assert.True(
        new Goal("rate 0.25", "median", 410, new Figure("", new Share(1, 10), null, 2_000)).IsMissed);

    private static string PrintRates(int seed)
    {
        using var output = new StringWriter();
        Report.Print(output, new Tables(new Simulation(seed, 8)).Rates());
        return output.ToString().Trim();
    }

    private static double[] Draw(RegressionKind kind, int stream)
    {
        var random = new StreamRandom(7, "backtest", stream);
        var source = kind == RegressionKind.Rate
            ? EventSources.Change(EventSources.Rate(0.7), EventSources.Rate(0.35), 300)
            : EventSources.Change(
                EventSources.Values(shape => 1 + (0.5 * shape.NextNormal()), 0),
                EventSources.Values(shape => 1 + (0.5 * shape.NextNormal()), 0.5),
                300);
        return [.. Enumerable.Range(0, 700).Select(source(random))];
    }

    private static KpiEvent Event(RegressionPolicy policy, double sample) => new()
    {
        Domain = policy.Series.Domain,
        Metric = policy.Series.Metric,
        Success = sample > 0,
        Value = sample,
    };
}
