using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>Our statistics against MathNet.Numerics, over grids that reach into the tails.</summary>
public sealed class StatisticsTests
{
    [Fact]
    public void LogGamma_FromTinyToHuge_AgreesWithMathNet()
    {
        for (var x = 1e-3; x < 1e7; x *= 1.11)
        {
            RequireNear(SpecialFunctions.GammaLn(x), LogGamma.Of(x), 1e-13 * Math.Max(1, x), $"x = {x}");
        }
    }

    [Fact]
    public void StudentT_AnyDegrees_AgreesWithMathNet()
    {
        for (var degrees = 0.7; degrees < 20_000; degrees *= 1.9)
        {
            for (var t = -60.0; t <= 60; t += 0.7)
            {
                // MathNet gives the lower tail, so the upper one is asked for as the lower one of −t.
                var expected = StudentT(degrees, -t);
                RequireNear(
                    expected,
                    Governance.Regression.StudentT.UpperTail(t, degrees),
                    1e-300 + (1e-9 * expected),
                    $"t = {t}, {degrees} degrees");
            }
        }
    }

    [Fact]
    public void FisherTest_AnyTable_AgreesWithMathNet()
    {
        foreach (var (marked, unmarked, drawn) in new[]
        {
            (7, 5, 5), (20, 30, 50), (227, 23, 50), (100, 150, 50), (60, 190, 50), (240, 10, 50), (600, 400, 500),
        })
        {
            var least = Math.Max(0, drawn - unmarked);
            for (var x = least; x <= Math.Min(drawn, marked); x++)
            {
                var expected = Enumerable.Range(least, x - least + 1)
                    .Sum(i => Hypergeometric.PMF(marked + unmarked, marked, drawn, i));
                RequireNear(
                    expected,
                    FisherTest.LowerTail(x, drawn, marked, unmarked),
                    1e-9 * expected,
                    $"{x} of {drawn}, {marked} of {marked + unmarked}");
            }
        }
    }

    [Fact]
    public void WelchTest_RandomSamples_AgreesWithMathNet()
    {
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var first = Values(random, 5 + random.Next(200), 1, 0.1 + random.NextDouble());
            var second = Values(random, 5 + random.Next(50), 1 - (0.5 * random.NextDouble()), 2 * random.NextDouble());
            double a = first.Variance() / first.Length, b = second.Variance() / second.Length;
            var t = (first.Mean() - second.Mean()) / Math.Sqrt(a + b);
            var degrees = (a + b) * (a + b)
                / ((a * a / (first.Length - 1)) + (b * b / (second.Length - 1)));
            var expected = StudentT(degrees, -t);

            var actual = WelchTest.PValue(SampleSums.Of(first), SampleSums.Of(second), lowIsBad: true);

            RequireNear(expected, actual, 1e-7 * expected, $"t = {t}, {degrees} degrees");
        }
    }

    /// <summary>
    /// The log likelihood ratio of means is half the square of the normal deviate with the t-test's probability;
    /// Wallace promises that to a fraction of a percent.
    /// </summary>
    [Fact]
    public void LikelihoodRatio_Means_HasTheProbabilityOfTheTTest()
    {
        var random = new Random(6);
        var policy = new RegressionPolicy { Series = TripwireFixture.RoiEvent, Kind = RegressionKind.Mean };
        for (var i = 0; i < 200; i++)
        {
            var first = Values(random, 20 + random.Next(200), 1, 0.5);
            var second = Values(random, 5 + random.Next(60), 0.9 - (0.6 * random.NextDouble()), 0.5);
            var degrees = first.Length + second.Length - 2;
            var pooled = (((first.Length - 1) * first.Variance()) + ((second.Length - 1) * second.Variance()))
                / degrees;
            var t = (first.Mean() - second.Mean())
                / Math.Sqrt(pooled * ((1.0 / first.Length) + (1.0 / second.Length)));
            if (t < 0.5)
            {
                continue;
            }

            var z = -Normal.InvCDF(0, 1, StudentT(degrees, -t));

            var log = LikelihoodRatio.Log(policy, SampleSums.Of(first), SampleSums.Of(second));

            RequireNear(z, Math.Sqrt(2 * log), 0.004 * z, $"t = {t}, {degrees} degrees");
        }
    }

    /// <summary>The log likelihood ratio of rates is half of Wilks' G, Σ observed · ln(observed / expected).</summary>
    [Fact]
    public void LikelihoodRatio_Rates_IsHalfOfWilksG()
    {
        var policy = new RegressionPolicy { Series = TripwireFixture.ContractRate };
        for (var good = 1; good < 35; good++)
        {
            double[] observed = [150, 50, good, 50 - good];
            double all = observed.Sum(), right = observed[0] + observed[2];
            double[] expected =
                [200 * right / all, 200 * (all - right) / all, 50 * right / all, 50 * (all - right) / all];
            var half = observed.Zip(expected, (o, e) => o * Math.Log(o / e)).Sum();

            var log = LikelihoodRatio.Log(policy, new SampleSums(200, 150, 150), new SampleSums(50, good, good));

            RequireNear(half, log, 1e-10, $"{good} of 50");
        }
    }

    // Sequences of resilience4j's FixedSizeSlidingWindowMetricsTest (Apache-2.0): the failure rate, in percent, over
    // the last events once there are as many as the window holds. Ours needs a baseline before it, of one event here.
    [Theory]
    [InlineData(4, new[] { false, true, true, true }, 25)]
    [InlineData(4, new[] { false, true, true, true, true }, 0)]
    [InlineData(2, new[] { false, true }, 50)]
    [InlineData(2, new[] { false, true, true }, 0)]
    [InlineData(2, new[] { false, true, true, true }, 0)]
    [InlineData(2, new[] { false, true, true, true, true }, 0)]
    public void SampleWindow_SequencesOfResilience4j_HasTheirFailureRate(int window, bool[] events, double percent)
    {
        var policy = new RegressionPolicy
        {
            Series = TripwireFixture.ContractRate,
            WindowEvents = window,
            BaselineEvents = 1,
            Evidence = RegressionEvidence.None,
        };
        var ring = SampleWindow.Create(policy, default);
        ring.Add(1);
        foreach (var success in events)
        {
            ring.Add(success ? 1 : 0);
        }

        Assert.Equal(percent, 100 * (1 - ring.Judge().Current!.Value), 4);
    }

    private static double StudentT(double degrees, double t) =>
        MathNet.Numerics.Distributions.StudentT.CDF(0, 1, degrees, t);

    private static double[] Values(Random random, int count, double mean, double deviation)
    {
        var values = new double[count];
        Normal.Samples(random, values, mean, deviation);
        return values;
    }

    private static void RequireNear(double expected, double actual, double tolerance, string where) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance, $"{actual} instead of {expected} at {where}");
}
