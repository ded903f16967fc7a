namespace Valhalla.Governance.Regression;

/// <summary>
/// The evidence under <see cref="RegressionEvidence.Sequential"/>: the likelihood ratio of the frozen baseline against
/// the newest k events, for lengths k in steps of √2, each with a threshold of its own.
/// </summary>
/// <param name="Value">The log likelihood ratio of the length that exceeds its threshold most.</param>
/// <param name="Threshold">The threshold of that length.</param>
/// <param name="Events">That length.</param>
/// <remarks>
/// A generalized likelihood ratio scan over multiple scales. Short windows are looked at more often in the same
/// number of events than long ones, so their threshold is higher, by a multiple of ln k; the policy's own window is one
/// length known beforehand and needs less than the search over the others. The constants come from the simulation in
/// benchmarks/Valhalla.Governance.TripwireQuality: at most 1 % of streams trip falsely in 1 000 events.
/// </remarks>
internal readonly record struct SequentialEvidence(double Value, double Threshold, int Events)
{
    /// <summary>At 50 events, for the length that equals the policy's window.</summary>
    private const double WindowThreshold = 8.2;

    /// <summary>At 50 events, for every other length.</summary>
    private const double ScanThreshold = 10;

    private const double ReferenceEvents = 50;
    private const double ThresholdPerLogEvent = 1.2;
    private const double LowestThreshold = 6;

    /// <summary>A value counts as at most so many standard deviations worse than the baseline.</summary>
    private const double WorstDeviations = 3;

    private const int ShortestEvents = 5;
    private const int ShortestStep = -4;
    private const int LeastLookback = 2_048;

    public bool IsProved => Value >= Threshold;

    /// <summary>How many of the newest events are looked at: four windows, and 2 048 at least.</summary>
    public static int LookbackEvents(RegressionPolicy policy) => Math.Max(LeastLookback, 4 * policy.WindowEvents);

    /// <summary>Measures the strongest evidence at this moment.</summary>
    public static SequentialEvidence Of(RegressionPolicy policy, SampleSums frozen, ReadOnlySpan<double> since)
    {
        var longest = Math.Min(since.Length, LookbackEvents(policy));
        var (lowest, highest) = BoundsOf(policy, frozen);
        var best = new SequentialEvidence(0, double.PositiveInfinity, 0);
        var suffix = default(SampleSums);
        for (var step = ShortestStep; LengthOf(policy, step) is var length && length <= longest; step++)
        {
            if (length < ShortestEvents || length == suffix.Count)
            {
                continue;
            }

            // Summed from the newest event backwards: a huge old value must not blur the sums of newer ones.
            while (suffix.Count < length)
            {
                suffix = suffix.Add(Math.Clamp(since[^(suffix.Count + 1)], lowest, highest));
            }

            var value = LikelihoodRatio.Log(policy, frozen, suffix);
            var threshold = ThresholdOf(length, isWindow: step == 0);
            if (double.IsPositiveInfinity(best.Threshold) || value - threshold > best.Value - best.Threshold)
            {
                best = new SequentialEvidence(value, threshold, length);
            }
        }

        return best;
    }

    /// <summary>
    /// What samples are clamped to: nothing for rates; for means only the bad side, so that a few extreme losses,
    /// which a normal model takes for the impossible, cannot prove a drop that most events do not show. Clamping the
    /// bad side can only take evidence away.
    /// </summary>
    private static (double Lowest, double Highest) BoundsOf(RegressionPolicy policy, SampleSums frozen)
    {
        if (policy.Kind == RegressionKind.Rate)
        {
            return (0, 1);
        }

        var reach = WorstDeviations * Math.Sqrt(frozen.SquaredDeviations / frozen.Count);
        return policy.Direction == RegressionDirection.HigherIsBetter
            ? (frozen.Mean - reach, double.PositiveInfinity)
            : (double.NegativeInfinity, frozen.Mean + reach);
    }

    private static int LengthOf(RegressionPolicy policy, int step) =>
        (int)Math.Round(policy.WindowEvents * Math.Pow(2, step / 2.0));

    private static double ThresholdOf(int length, bool isWindow)
    {
        var atReference = isWindow ? WindowThreshold : ScanThreshold;
        return Math.Max(
            LowestThreshold, atReference - (ThresholdPerLogEvent * Math.Log(length / ReferenceEvents)));
    }
}
