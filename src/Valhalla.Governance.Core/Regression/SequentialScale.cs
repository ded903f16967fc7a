namespace Valhalla.Governance.Regression;

/// <summary>One length of the newest events at which a drop is looked for, and the evidence that proves it.</summary>
/// <param name="Events">The length.</param>
/// <param name="Threshold">The log likelihood ratio that proves a drop over it.</param>
internal readonly record struct SequentialScale(int Events, double Threshold)
{
    /// <summary>At 50 events, for the length that equals the policy's window.</summary>
    private const double WindowThreshold = 8.2;

    /// <summary>At 50 events, for every other length.</summary>
    private const double ScanThreshold = 10;

    private const double ReferenceEvents = 50;
    private const double ThresholdPerLogEvent = 1.2;
    private const double LowestThreshold = 6;

    private const int ShortestEvents = 5;
    private const int ShortestStep = -4;
    private const int LeastLookback = 2_048;

    /// <summary>How many of the newest events are looked at: four windows, and 2 048 at least.</summary>
    public static int LookbackOf(int windowEvents) => Math.Max(LeastLookback, 4 * windowEvents);

    /// <summary>The lengths for a window, the shortest first, in steps of √2.</summary>
    public static SequentialScale[] Of(int windowEvents)
    {
        var lookback = LookbackOf(windowEvents);
        var scales = new List<SequentialScale>();
        for (var step = ShortestStep; LengthOf(windowEvents, step) is var length && length <= lookback; step++)
        {
            if (length >= ShortestEvents && (scales.Count == 0 || length > scales[^1].Events))
            {
                scales.Add(new SequentialScale(length, ThresholdOf(length, isWindow: step == 0)));
            }
        }

        return [.. scales];
    }

    private static int LengthOf(int windowEvents, int step) =>
        (int)Math.Round(windowEvents * Math.Pow(2, step / 2.0));

    private static double ThresholdOf(int length, bool isWindow)
    {
        var atReference = isWindow ? WindowThreshold : ScanThreshold;
        return Math.Max(
            LowestThreshold, atReference - (ThresholdPerLogEvent * Math.Log(length / ReferenceEvents)));
    }
}
