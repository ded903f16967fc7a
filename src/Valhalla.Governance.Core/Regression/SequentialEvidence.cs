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
    /// <summary>A value counts as at most so many standard deviations worse than the baseline.</summary>
    private const double WorstDeviations = 3;

    public bool IsProved => Value >= Threshold;

    /// <summary>Measures the strongest evidence in the samples after the baseline.</summary>
    public static SequentialEvidence Of(
        RegressionPolicy policy, SampleSums frozen, SequentialScale[] scales, ReadOnlySpan<double> since)
    {
        var (lowest, highest) = BoundsOf(policy, frozen);
        var newest = new Backwards(since, lowest, highest);
        return Of(policy, frozen, scales, since.Length, ref newest);
    }

    /// <summary>Measures the strongest evidence from sums that somebody keeps.</summary>
    public static SequentialEvidence Of<TSums>(
        RegressionPolicy policy, SampleSums frozen, SequentialScale[] scales, long available, ref TSums newest)
        where TSums : struct, ISuffixSums, allows ref struct
    {
        var best = new SequentialEvidence(0, double.PositiveInfinity, 0);
        foreach (var scale in scales)
        {
            if (scale.Events > available)
            {
                break;
            }

            var value = LikelihoodRatio.Log(policy, frozen, newest.Newest(scale.Events));
            if (double.IsPositiveInfinity(best.Threshold) || value - scale.Threshold > best.Value - best.Threshold)
            {
                best = new SequentialEvidence(value, scale.Threshold, scale.Events);
            }
        }

        return best;
    }

    /// <summary>
    /// What samples are clamped to: nothing for rates; for means only the bad side, so that a few extreme losses,
    /// which a normal model takes for the impossible, cannot prove a drop that most events do not show. Clamping the
    /// bad side can only take evidence away.
    /// </summary>
    public static (double Lowest, double Highest) BoundsOf(RegressionPolicy policy, SampleSums frozen)
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

    /// <summary>
    /// Sums from the newest sample backwards: a huge old value must not blur the sums of newer ones.
    /// </summary>
    private ref struct Backwards(ReadOnlySpan<double> samples, double lowest, double highest) : ISuffixSums
    {
        private readonly ReadOnlySpan<double> _samples = samples;
        private SampleSums _sums;

        public SampleSums Newest(int count)
        {
            while (_sums.Count < count)
            {
                _sums = _sums.Add(Math.Clamp(_samples[^(_sums.Count + 1)], lowest, highest));
            }

            return _sums;
        }
    }
}
