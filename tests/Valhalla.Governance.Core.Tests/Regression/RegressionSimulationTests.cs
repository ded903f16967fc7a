using System.Globalization;
using Xunit.Abstractions;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>
/// The guarantee of the sequential rule, by simulation. <c>VALHALLA_TRIPWIRE_STREAMS=10000</c> runs the full program
/// behind the table in docs/levers/regression-tripwire.md; without it, as many streams as fit in a few seconds.
/// </summary>
public sealed class RegressionSimulationTests(ITestOutputHelper output)
{
    private const int Seed = 20_260_113;
    private const int FewStreams = 150;
    private const int Events = 1_000;

    private static readonly int Streams = int.Parse(
        System.Environment.GetEnvironmentVariable("VALHALLA_TRIPWIRE_STREAMS") ?? $"{FewStreams}",
        CultureInfo.InvariantCulture);

    private static readonly bool IsFull = Streams > FewStreams;

    // Goals at 0.95, 0.60, 0.40 and 0.25, for at most 1 % false trips.
    [Theory]
    [InlineData(0.95, 22)]
    [InlineData(0.60, 65)]
    [InlineData(0.40, 150)]
    [InlineData(0.25, 410)]
    public void Sequential_HalvedRate_TripsInTimeAndRarelyFalsely(double rate, int goal)
    {
        var simulation = Simulation(new RegressionPolicy { Series = TripwireFixture.ContractRate });
        var falseTrips = simulation.FalseTrips(RegressionSimulation.Rate(rate), Events);
        var early = simulation.MedianDelay(
            RegressionSimulation.Rate(rate), RegressionSimulation.Rate(rate / 2), 50, 1_000);
        output.WriteLine($"SEQUENTIAL rate {rate:0.00}: false trips {falseTrips:P2}, median delay {early}");

        Assert.InRange(falseTrips, 0, WithNoise(0.01));
        Assert.InRange(early, 1, goal);
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.60)]
    [InlineData(0.40)]
    [InlineData(0.25)]
    public void None_NothingChanged_TripsInMostStreamsUnlessNearlyAllSucceed(double rate)
    {
        var simulation = Simulation(new RegressionPolicy
        {
            Series = TripwireFixture.ContractRate,
            Evidence = RegressionEvidence.None,
        });

        var falseTrips = simulation.FalseTrips(RegressionSimulation.Rate(rate), Events);

        output.WriteLine($"NONE rate {rate:0.00}: false trips {falseTrips:P2}");
        Assert.Equal(rate < 0.9, falseTrips > 0.9);
    }

    [Theory]
    [InlineData("normal")]
    [InlineData("heavy")]
    [InlineData("skewed_right")]
    [InlineData("skewed_left")]
    [InlineData("rare_losses")]
    [InlineData("ties")]
    public void Sequential_MeanOfAnyShape_RarelyTripsFalsely(string shape)
    {
        var simulation = Simulation(new RegressionPolicy
        {
            Series = TripwireFixture.RoiEvent,
            Kind = RegressionKind.Mean,
        });
        var healthy = Shape(shape);
        var falseTrips = simulation.FalseTrips(healthy, Events);

        // Only for the table: no goal is set for means.
        var delay = IsFull ? simulation.MedianDelay(healthy, random => healthy(random) - 0.5, 50, 1_000) : 0;
        output.WriteLine($"SEQUENTIAL mean {shape}: false trips {falseTrips:P2}, median delay {delay}");

        Assert.InRange(falseTrips, 0, WithNoise(0.01));
    }

    private static RegressionSimulation Simulation(RegressionPolicy policy) => new(policy, Streams, Seed);

    /// <summary>What few streams may show above what the full program proves: three standard errors.</summary>
    private static double WithNoise(double rate) => IsFull ? rate : rate + (3 * Math.Sqrt(rate / Streams));

    /// <summary>Values with mean 1, or nearly.</summary>
    private static Func<Random, double> Shape(string name) => name switch
    {
        "normal" => random => 1 + (0.5 * Normal(random)),
        "heavy" => random => 1 + (0.5 * Normal(random) / Math.Sqrt(ChiSquare3(random) / 3)),
        "skewed_right" => random => Math.Exp(Normal(random) - 0.5),
        "skewed_left" => random => 2 - Math.Exp(Normal(random) - 0.5),
        "rare_losses" => random => random.NextDouble() < 0.02 ? -9 : 1.2,
        "ties" => random => random.Next(3),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static double ChiSquare3(Random random)
    {
        double a = Normal(random), b = Normal(random), c = Normal(random);
        return (a * a) + (b * b) + (c * c);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
