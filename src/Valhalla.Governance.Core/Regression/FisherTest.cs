namespace Valhalla.Governance.Regression;

/// <summary>Fisher's exact test of two rates, one-sided.</summary>
internal static class FisherTest
{
    /// <summary>Terms below this share of the sum no longer change it.</summary>
    private const double Negligible = 1e-18;

    /// <summary>
    /// The probability of a second sample as bad as this one or worse, when all successes are dealt out by chance.
    /// </summary>
    /// <param name="first">The baseline.</param>
    /// <param name="second">The window.</param>
    /// <param name="lowIsBad">Whether few successes in the second sample are bad, or many.</param>
    public static double PValue(SampleSums first, SampleSums second, bool lowIsBad)
    {
        var successes = (int)(first.Sum + second.Sum);
        var failures = first.Count + second.Count - successes;
        return lowIsBad
            ? LowerTail((int)second.Sum, second.Count, successes, failures)
            : LowerTail(second.Count - (int)second.Sum, second.Count, failures, successes);
    }

    /// <summary>P(X ≤ x), where X counts the marked among <paramref name="drawn"/> of all.</summary>
    public static double LowerTail(int x, int drawn, int marked, int unmarked)
    {
        var least = Math.Max(0, drawn - unmarked);
        if (x >= Math.Min(drawn, marked))
        {
            return 1;
        }

        if (x > (double)drawn * marked / (marked + unmarked))
        {
            // Above the mean the other tail is the short one.
            return 1 - LowerTail(drawn - x - 1, drawn, unmarked, marked);
        }

        // From x downwards each term follows from the one above it; the first needs the logarithms.
        var term = 1.0;
        var sum = 1.0;
        for (var i = x; i > least; i--)
        {
            term *= (double)i * (unmarked - drawn + i) / ((double)(marked - i + 1) * (drawn - i + 1));
            sum += term;
            if (term < sum * Negligible)
            {
                break;
            }
        }

        var log = LogChoose(marked, x) + LogChoose(unmarked, drawn - x) - LogChoose(marked + unmarked, drawn);
        return Math.Min(1, Math.Exp(log + Math.Log(sum)));
    }

    private static double LogChoose(int n, int k) =>
        LogGamma.Of(n + 1.0) - LogGamma.Of(k + 1.0) - LogGamma.Of(n - k + 1.0);
}
