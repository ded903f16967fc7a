using Valhalla.Governance.TripwireQuality.Measurement;
using Valhalla.Governance.TripwireQuality.Rules;
using Valhalla.Governance.TripwireQuality.Streams;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>
/// The guarantee of the sequential rule on as many streams as fit in a few seconds. The program
/// benchmarks/Valhalla.Governance.TripwireQuality proves it on 10 000.
/// </summary>
public sealed class RegressionSimulationTests
{
    private const int Streams = 150;

    private static readonly Simulation Simulation = new(20_260_113, Streams);

    public static TheoryData<string> Shapes => [.. Distributions.All.Select(distribution => distribution.Name)];

    // Goals at 0.95, 0.60, 0.40 and 0.25, for at most 1 % false trips.
    [Theory]
    [InlineData(0.95, 22)]
    [InlineData(0.60, 65)]
    [InlineData(0.40, 150)]
    [InlineData(0.25, 410)]
    public void Sequential_HalvedRate_TripsInTimeAndRarelyFalsely(double rate, int goal)
    {
        StreamRule[] rules = [ProductRule.Of(RegressionEvidence.Sequential)];
        var (healthy, sick) = (EventSources.Rate(rate), EventSources.Rate(rate / 2));

        var falseTrips = Simulation.FalseTrips(rules, $"{rate}", healthy)[0].Tripped;
        var delay = Simulation.Delays(rules, $"{rate}", "halved", healthy, sick, hasGoal: true)[0].Median;

        Assert.InRange(falseTrips.Lower, 0, 1);
        Assert.InRange(delay ?? int.MaxValue, 1, goal);
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.60)]
    [InlineData(0.40)]
    [InlineData(0.25)]
    public void None_NothingChanged_TripsInMostStreamsUnlessNearlyAllSucceed(double rate)
    {
        var falseTrips = Simulation.FalseTrips(
            [ProductRule.Of(RegressionEvidence.None)], $"{rate}", EventSources.Rate(rate))[0].Tripped;

        Assert.Equal(rate < 0.9, falseTrips.Percent > 90);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Sequential_MeanOfAnyShape_RarelyTripsFalsely(string shape)
    {
        var distribution = Distributions.All.Single(distribution => distribution.Name == shape).Next;

        var falseTrips = Simulation.FalseTrips(
            [ProductRule.Of(RegressionEvidence.Sequential, RegressionKind.Mean)],
            shape,
            EventSources.Values(distribution, 0))[0].Tripped;

        Assert.InRange(falseTrips.Lower, 0, 1);
    }
}
