namespace Valhalla.Governance.Regression;

/// <summary>How many samples, their sum and the sum of their squares: all that the rules need of a window.</summary>
internal readonly record struct SampleSums(int Count, double Sum, double SumOfSquares)
{
    /// <summary>Below a millionth of the size of the values, a spread may be rounding.</summary>
    private const double SmallestSpread = 1e-12;

    public double Mean => Count == 0 ? 0 : Sum / Count;

    /// <summary>The sum of squared deviations from the mean, never below what rounding may have made of zero.</summary>
    public double SquaredDeviations =>
        Count == 0 ? 0 : Math.Max(SumOfSquares - (Sum * Sum / Count), SmallestSpread * SumOfSquares);

    public static SampleSums Of(ReadOnlySpan<double> samples)
    {
        var sums = default(SampleSums);
        foreach (var sample in samples)
        {
            sums = sums.Add(sample);
        }

        return sums;
    }

    public SampleSums Add(double sample) => new(Count + 1, Sum + sample, SumOfSquares + (sample * sample));

    public SampleSums Add(SampleSums other) =>
        new(Count + other.Count, Sum + other.Sum, SumOfSquares + other.SumOfSquares);
}
