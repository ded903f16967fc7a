namespace Valhalla.Governance.Regression;

/// <summary>How much likelier samples are with two rates, or means, than with one: one-sided, a logarithm.</summary>
internal static class LikelihoodRatio
{
    /// <summary>What is shown where the samples leave no doubt at all, such as two different constants.</summary>
    public const double Largest = 1_000_000;

    /// <summary>0 when the second sample is not worse than the first.</summary>
    public static double Log(RegressionPolicy policy, SampleSums first, SampleSums second)
    {
        var fall = first.Mean - second.Mean;
        var worse = policy.Direction == RegressionDirection.HigherIsBetter ? fall > 0 : fall < 0;
        return worse ? (policy.Kind == RegressionKind.Rate ? OfRates(first, second) : OfMeans(first, second)) : 0;
    }

    /// <summary>
    /// The least squared difference of two means whose log likelihood ratio reaches a value, as a share of the sum of
    /// squared deviations of both samples.
    /// </summary>
    public static double LeastSquaredFall(int first, int second, double log) =>
        (Math.Exp(log / ScaleOf(first + second - 2)) - 1) * ((1.0 / first) + (1.0 / second));

    /// <summary>Two binomial samples against one with the pooled rate (Wilks' G-statistic, halved).</summary>
    private static double OfRates(SampleSums first, SampleSums second) => Math.Clamp(
        LogLikelihood(first) + LogLikelihood(second) - LogLikelihood(first.Add(second)), 0, Largest);

    private static double LogLikelihood(SampleSums sample) =>
        TimesLog(sample.Sum, sample.Sum / sample.Count)
        + TimesLog(sample.Count - sample.Sum, (sample.Count - sample.Sum) / sample.Count);

    private static double TimesLog(double count, double rate) => count <= 0 ? 0 : count * Math.Log(rate);

    /// <summary>
    /// Two normal samples of one unknown variance. The plain ratio is (N/2)·ln(1 + t²/d) with Student's t on d = N − 2
    /// degrees of freedom, which is too large for few events; Wallace's factor turns t into the normal z of the same
    /// probability, and z²/2 is what a rate would have shown.
    /// </summary>
    /// <remarks>
    /// D. L. Wallace, Bounds on normal approximations to Student's and the chi-square distributions, Annals of
    /// Mathematical Statistics 30 (1959) 1121–1130. The pooled variance holds the outliers of both samples, so a heavy
    /// tail widens the yardstick as much as it moves the means.
    /// </remarks>
    private static double OfMeans(SampleSums first, SampleSums second)
    {
        double degrees = first.Count + second.Count - 2;
        if (degrees < 1)
        {
            return 0;
        }

        var variance = (first.SquaredDeviations + second.SquaredDeviations) / degrees;
        var difference = first.Mean - second.Mean;
        var squared = difference * difference / (variance * ((1.0 / first.Count) + (1.0 / second.Count)));
        var log = ScaleOf(degrees) * Math.Log(1 + (squared / degrees));
        return double.IsNaN(log) ? 0 : Math.Min(log, Largest);
    }

    /// <summary>The factor before the logarithm of 1 + t²/d.</summary>
    private static double ScaleOf(double degrees)
    {
        var wallace = ((8 * degrees) + 1) / ((8 * degrees) + 3);
        return 0.5 * wallace * wallace * degrees;
    }
}
