using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>
/// How the default rule behaves on series that are not what the mathematics assumes. Each case is a number of streams
/// with fixed seeds and a look at every event; TripwireQuality measures the same with thousands.
/// </summary>
public sealed class RealSeriesTests
{
    private const int Streams = 200;
    private const int Baseline = 200;
    private const int Day = 500;

    private static readonly RegressionPolicy Rate = new() { Series = TripwireFixture.ContractRate };
    private static readonly RegressionPolicy Mean = Rate with { Kind = RegressionKind.Mean };

    [Theory]
    [InlineData(0.95, 0.10)]
    [InlineData(0.95, 0.20)]
    [InlineData(0.60, 0.20)]
    [InlineData(0.40, 0.20)]
    public void Seasonality_WindowsOfWholeDays_DoNotTrip(double rate, double swing)
    {
        var trips = TripsWithin(
            Rate with { WindowEvents = Day, BaselineEvents = Day },
            3 * Day,
            (random, start, i) => Success(random, Season(rate, swing, start, i)));

        Assert.InRange(trips, 0, 4);
    }

    [Fact]
    public void Seasonality_DefaultWindows_TripFalsely()
    {
        // Documented, so that nobody counts on the guarantee there: a part of a day is no baseline for the rest of it.
        var trips = TripsWithin(
            Rate, Baseline + 1_000, (random, start, i) => Success(random, Season(0.95, 0.20, start, i)));

        Assert.InRange(trips, Streams / 4, Streams);
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.60)]
    public void Seasonality_WindowsOfWholeDaysAndTheRateHalves_Trip(double rate)
    {
        var trips = TripsWithin(
            Rate with { WindowEvents = Day, BaselineEvents = Day },
            4 * Day,
            (random, start, i) => Success(random, Season(rate, 0.10, start, i) * (i < 2 * Day ? 1 : 0.5)));

        Assert.Equal(Streams, trips);
    }

    [Fact]
    public void SlowDrift_ToTwentyPercentLess_IsSeenAgainstTheFrozenBaseline()
    {
        // A sliding baseline would follow the decline, and never see it.
        double Source(Random random, double start, int i) =>
            Success(random, 0.95 * (1 - (0.20 * Math.Clamp((i - Baseline) / 2_000.0, 0, 1))));

        Assert.InRange(TripsWithin(Rate, Baseline + 4_000, Source), Streams - 2, Streams);
        Assert.InRange(
            TripsWithin(Rate with { Evidence = RegressionEvidence.Fisher }, Baseline + 4_000, Source), 0, Streams / 2);
    }

    [Fact]
    public void SlowDrift_ToTwoPercentLess_DoesNotTrip() => Assert.InRange(
        TripsWithin(
            Rate,
            Baseline + 2_000,
            (random, start, i) => Success(random, 0.95 * (1 - (0.02 * Math.Clamp((i - Baseline) / 2_000.0, 0, 1))))),
        0,
        4);

    [Theory]
    [InlineData(1.5)]
    [InlineData(2.5)]
    public void HeavyTails_NoChange_DoNotTrip(double exponent)
    {
        // Pareto losses around a gain of 3: with an exponent below 2 not even a variance exists.
        var trips = TripsWithin(
            Mean, Baseline + 1_000, (random, start, i) => 3 - Math.Pow(1 - random.NextDouble(), -1 / exponent));

        Assert.InRange(trips, 0, 6);
    }

    [Fact]
    public void HeavyTails_MeanHalves_Trips()
    {
        var trips = TripsWithin(
            Mean,
            Baseline + 2_000,
            (random, start, i) => (i < Baseline ? 3 : 1.5) - (0.2 * Math.Pow(1 - random.NextDouble(), -1 / 2.5)));

        Assert.InRange(trips, Streams - 2, Streams);
    }

    [Fact]
    public void Ties_ThreeValuesOnly_TripWhenTheyShiftAndNotBefore()
    {
        double Source(Random random, bool worse) => worse && random.Next(2) == 0 ? 0 : random.Next(3);

        Assert.InRange(TripsWithin(Mean, Baseline + 1_000, (random, start, i) => Source(random, false)), 0, 5);
        Assert.Equal(
            Streams, TripsWithin(Mean, Baseline + 1_500, (random, start, i) => Source(random, i >= Baseline + 50)));
    }

    [Fact]
    public void ZeroBaseline_NeverTrips()
    {
        // Nothing can drop from zero; a rate that should be low is the exception.
        Assert.Equal(0, TripsWithin(Rate, 2_000, (random, start, i) => 0));
        Assert.Equal(0, TripsWithin(Mean, 2_000, (random, start, i) => i < 300 ? 0 : -1));
        Assert.Equal(Streams, TripsWithin(
            Rate with { Direction = RegressionDirection.LowerIsBetter },
            2_000,
            (random, start, i) => i < 300 ? 0 : Success(random, 0.3)));
    }

    [Fact]
    public void AllSuccesses_TripOnlyWhenFailuresCome()
    {
        Assert.Equal(0, TripsWithin(Rate, 5_000, (random, start, i) => 1));
        Assert.InRange(TripsWithin(Rate, 2_000, (random, start, i) => i < 500 ? 1 : Success(random, 0.98)), 0, 2);
        Assert.Equal(Streams, TripsWithin(Rate, 2_000, (random, start, i) => i < 500 ? 1 : Success(random, 0.70)));
    }

    [Fact]
    public void Constant_AnyLevel_TripsOnlyWhenItFallsFarEnough()
    {
        Assert.Equal(0, TripsWithin(Mean, 1_000, (random, start, i) => i < 300 ? 7 : 7 * 0.81));
        Assert.Equal(Streams, TripsWithin(Mean, 1_000, (random, start, i) => i < 300 ? 7 : 7 * 0.79));
    }

    private static double Season(double rate, double swing, double start, int i) =>
        rate * (1 + (swing * Math.Sin(2 * Math.PI * (((double)i / Day) + start))));

    private static double Success(Random random, double rate) => random.NextDouble() < rate ? 1 : 0;

    /// <summary>How many streams trip.</summary>
    /// <param name="policy">The rule.</param>
    /// <param name="events">Events of a stream, with its baseline.</param>
    /// <param name="next">The sample, from the stream's random numbers, its own phase of 0 to 1, and the index.</param>
    private static int TripsWithin(RegressionPolicy policy, int events, Func<Random, double, int, double> next)
    {
        var trips = 0;
        for (var stream = 0; stream < Streams; stream++)
        {
            var random = new Random(7_919 + stream);
            var start = random.NextDouble();
            var window = SampleWindow.Create(policy, default);
            for (var i = 0; i < events; i++)
            {
                window.Add(next(random, start, i));
                if (window.IsTriggered())
                {
                    trips++;
                    break;
                }
            }
        }

        return trips;
    }
}
