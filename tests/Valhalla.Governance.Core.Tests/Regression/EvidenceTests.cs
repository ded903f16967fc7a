using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Core.Tests.Regression;

public sealed class EvidenceTests
{
    private static readonly RegressionPolicy Policy = new() { Series = TripwireFixture.ContractRate };

    // One-sided p-values from R 3.6.2's fisher.test, as kept in scipy's tests (test_fisher_exact_from_r.py, BSD-3):
    // the 2×2 table [[a, b], [c, d]], alternative "less".
    [Theory]
    [InlineData(100, 2, 1000, 5, 0.1300759363430016)]
    [InlineData(2, 7, 8, 2, 0.0185217259520665)]
    [InlineData(5, 1, 10, 10, 0.9782608695652173)]
    [InlineData(5, 15, 20, 20, 0.05625775074399956)]
    [InlineData(5, 16, 16, 25, 0.1808979350599346)]
    [InlineData(10, 5, 10, 1, 0.1652173913043479)]
    [InlineData(10, 5, 10, 0, 0.0565217391304348)]
    [InlineData(5, 0, 1, 4, 1)]
    [InlineData(0, 5, 1, 4, 0.5)]
    [InlineData(5, 1, 0, 4, 1)]
    [InlineData(0, 1, 3, 2, 0.4999999999999999)]
    [InlineData(200, 7, 8, 300, 1)]
    [InlineData(28, 21, 6, 1957, 1)]
    [InlineData(190, 800, 200, 900, 0.7416227010368963)]
    public void FisherTest_FewInTheFirstRow_EqualsR(int a, int b, int c, int d, double expected)
    {
        Assert.Equal(expected, FisherTest.LowerTail(a, a + b, a + c, b + d), expected * 1e-7);
        Assert.Equal(
            expected, FisherTest.PValue(Sums(c, c + d), Sums(a, a + b), lowIsBad: true), expected * 1e-7);
    }

    // As above, alternative "greater".
    [Theory]
    [InlineData(100, 2, 1000, 5, 0.979790445314723)]
    [InlineData(2, 7, 8, 2, 0.9990149169715733)]
    [InlineData(5, 1, 10, 10, 0.1652173913043478)]
    [InlineData(5, 15, 20, 20, 0.9849086665340765)]
    [InlineData(5, 16, 16, 25, 0.9330176609214881)]
    [InlineData(10, 5, 10, 1, 0.9782608695652174)]
    [InlineData(10, 5, 10, 0, 1)]
    [InlineData(5, 0, 1, 4, 0.02380952380952382)]
    [InlineData(0, 5, 1, 4, 1)]
    [InlineData(5, 1, 0, 4, 0.0238095238095238)]
    [InlineData(0, 1, 3, 2, 1)]
    [InlineData(200, 7, 8, 300, 2.005657880388915e-122)]
    [InlineData(28, 21, 6, 1957, 5.728437460831983e-44)]
    [InlineData(190, 800, 200, 900, 0.2959825901308897)]
    public void FisherTest_ManyInTheFirstRow_EqualsR(int a, int b, int c, int d, double expected) =>
        Assert.Equal(
            expected, FisherTest.PValue(Sums(c, c + d), Sums(a, a + b), lowIsBad: false), expected * 1e-7);

    // Pooled z of two proportions from statsmodels (GH2969) and, from its p-values, R 3.6.2's prop.test without
    // correction (smokers2), as kept in statsmodels' tests, BSD-3. The signed root of twice the log likelihood ratio
    // has the same limit (Wilks), so they agree roughly; a wrong factor of 2 would be 41 % off.
    [Theory]
    [InlineData(12, 99, 5, 83, 1.4078304151258787)]
    [InlineData(90, 93, 73, 86, 2.7867)]
    [InlineData(90, 93, 114, 136, 3.0863)]
    [InlineData(75, 82, 73, 86, 1.3169)]
    [InlineData(75, 82, 114, 136, 1.6245)]
    public void LikelihoodRatio_Rates_IsNearThePooledZ(int k1, int n1, int k2, int n2, double z)
    {
        var root = Math.Sqrt(2 * LikelihoodRatio.Log(Policy, Sums(k1, n1), Sums(k2, n2)));

        Assert.InRange(root / z, 0.95, 1.08);
    }

    [Fact]
    public void LikelihoodRatio_SourceExample_IsAsPublished()
    {
        // By hand: 190·ln(0.95/0.908) + 10·ln(0.05/0.092) + 37·ln(0.74/0.908) + 13·ln(0.26/0.092).
        Assert.Equal(8.4289, LikelihoodRatio.Log(Policy, Sums(190, 200), Sums(37, 50)), 3);
    }

    [Fact]
    public void LikelihoodRatio_BetterSecondSample_IsZero()
    {
        Assert.Equal(0, LikelihoodRatio.Log(Policy, Sums(100, 200), Sums(40, 50)));
        Assert.Equal(0, LikelihoodRatio.Log(Policy, Sums(100, 200), Sums(25, 50)));
        Assert.True(LikelihoodRatio.Log(
            Policy with { Direction = RegressionDirection.LowerIsBetter }, Sums(100, 200), Sums(40, 50)) > 0);
    }

    // Upper quantiles of Student's t at 0.0005, from the tables in every textbook; and the closed form for 1 degree,
    // 1/2 − arctan(t)/π.
    [Theory]
    [InlineData(636.619, 1)]
    [InlineData(31.599, 2)]
    [InlineData(6.869, 5)]
    [InlineData(4.587, 10)]
    [InlineData(3.646, 30)]
    [InlineData(3.460, 60)]
    [InlineData(3.373, 120)]
    public void StudentT_TableQuantile_HasItsProbability(double t, double degrees)
    {
        Assert.Equal(0.0005, StudentT.UpperTail(t, degrees), 0.000001);
        Assert.Equal(0.9995, StudentT.UpperTail(-t, degrees), 0.000001);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(40)]
    public void StudentT_OneDegree_IsCauchy(double t) =>
        Assert.Equal(0.5 - (Math.Atan(t) / Math.PI), StudentT.UpperTail(t, 1), 1e-12);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(0.5, 0.57236494292470008707)]
    [InlineData(6, 4.7874917427820459943)]
    [InlineData(101, 363.73937555556349014)]
    public void LogGamma_KnownValue_IsExact(double x, double expected) =>
        Assert.Equal(expected, LogGamma.Of(x), 1e-12 * Math.Max(1, expected));

    [Fact]
    public void WelchTest_HandCalculation_Agrees()
    {
        // Means 3 and 13/6, variances 2.5 and 0.5667 of 5 and 6 values: t = 1.0809, 5.49 degrees by Satterthwaite.
        var first = SampleSums.Of([1, 2, 3, 4, 5]);
        var second = SampleSums.Of([1, 2, 3, 2, 3, 2]);

        var p = WelchTest.PValue(first, second, lowIsBad: true);

        Assert.Equal(StudentT.UpperTail(1.080904, 5.490), p, 1e-4);
        Assert.Equal(1 - p, WelchTest.PValue(first, second, lowIsBad: false), 12);
    }

    [Fact]
    public void LikelihoodRatio_Means_IsHalfTheSquareOfTheEquivalentZ()
    {
        var policy = Policy with { Kind = RegressionKind.Mean };
        var first = SampleSums.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        var second = SampleSums.Of([-6, -4, -5, -2, -3, -1, 0, 1, 0, 2]);

        var z = Math.Sqrt(2 * LikelihoodRatio.Log(policy, first, second));

        // t = 5.7257 on 18 degrees has the upper tail of 0.00000999, and that is z = 4.2651.
        var variance = (first.SquaredDeviations + second.SquaredDeviations) / 18;
        var t = (first.Mean - second.Mean) / Math.Sqrt(variance * 0.2);
        Assert.Equal(StudentT.UpperTail(t, 18), StudentT.UpperTail(z, 1e7), StudentT.UpperTail(t, 18) * 0.02);
    }

    private static SampleSums Sums(int successes, int count) => new(count, successes, successes);
}
