namespace Valhalla.Governance.Regression;

/// <summary>Welch's test of two means with unequal variances, one-sided.</summary>
/// <remarks>B. L. Welch, Biometrika 34 (1947) 28–35, with Satterthwaite's degrees of freedom.</remarks>
internal static class WelchTest
{
    /// <summary>The probability of a second sample as bad as this one or worse, when the means are equal.</summary>
    /// <param name="first">The baseline, two samples at least.</param>
    /// <param name="second">The window, two samples at least.</param>
    /// <param name="lowIsBad">Whether a low second mean is bad, or a high one.</param>
    public static double PValue(SampleSums first, SampleSums second, bool lowIsBad)
    {
        var fall = first.Mean - second.Mean;
        var difference = lowIsBad ? fall : 0 - fall;
        var a = first.SquaredDeviations / (first.Count - 1.0) / first.Count;
        var b = second.SquaredDeviations / (second.Count - 1.0) / second.Count;
        if (!(a + b > 0))
        {
            return difference > 0 ? 0 : 1;
        }

        var t = difference / Math.Sqrt(a + b);

        // As shares, so that the squares of tiny or huge variances neither vanish nor overflow.
        var share = a / (a + b);
        var degrees = 1 / ((share * share / (first.Count - 1.0)) + ((1 - share) * (1 - share) / (second.Count - 1.0)));
        var p = StudentT.UpperTail(t, degrees);
        return double.IsNaN(p) ? 1 : p;
    }
}
