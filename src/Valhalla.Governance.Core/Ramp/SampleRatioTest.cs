namespace Valhalla.Governance.Ramp;

/// <summary>Pearson's chi-square test of the ratio between live and shadow units. Pure.</summary>
internal static class SampleRatioTest
{
    /// <summary>Below this expected count the chi-square distribution is no good approximation (Cochran's rule).</summary>
    private const double LeastExpected = 5;

    public static SampleRatio Judge(long live, long shadow, int basisPoints)
    {
        var share = (double)basisPoints / InfluenceState.FullBasisPoints;
        var units = (double)live + shadow;
        var expectedLive = units * share;
        var expectedShadow = units - expectedLive;
        if (expectedLive < LeastExpected || expectedShadow < LeastExpected)
        {
            // At 0 and at 100 % too: what arrives late from the step before is no mismatch.
            return new SampleRatio(live, shadow, share, null, null);
        }

        var off = live - expectedLive;
        var chiSquare = (off * off / expectedLive) + (off * off / expectedShadow);
        return new SampleRatio(live, shadow, share, chiSquare, UpperTail(chiSquare));
    }

    /// <summary>
    /// P(X ≥ x) with one degree of freedom: erfc(√(x/2)), by its series (Abramowitz and Stegun 7.1.6) below 2 and its
    /// continued fraction (7.1.14) above.
    /// </summary>
    internal static double UpperTail(double x)
    {
        var z = Math.Sqrt(x / 2);
        return z < 2 ? 1 - Series(z) : Fraction(z);
    }

    private static double Series(double z)
    {
        var term = z;
        var sum = z;
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * z * z / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-z * z) * sum;
    }

    private static double Fraction(double z)
    {
        const int Terms = 200;
        var tail = z;
        for (var n = Terms; n >= 1; n--)
        {
            tail = z + (n / 2.0 / tail);
        }

        return Math.Exp(-z * z) / (Math.Sqrt(Math.PI) * tail);
    }
}
