namespace Valhalla.Governance.Kpi;

/// <summary>The sums of one series over the events of one UTC day. Additive.</summary>
/// <param name="Day">The UTC day of the events' <see cref="KpiEvent.CreatedAt"/>.</param>
/// <param name="Series">The series.</param>
internal sealed record KpiRollupDay(DateOnly Day, KpiSeries Series)
{
    public long Events { get; init; }

    public long Successes { get; init; }

    public long Failures { get; init; }

    /// <summary>How many events have a value.</summary>
    public long Values { get; init; }

    public double ValueSum { get; init; }

    public double? ValueMin { get; init; }

    public double? ValueMax { get; init; }

    /// <summary>How many events have a duration.</summary>
    public long Durations { get; init; }

    public double DurationMsSum { get; init; }

    /// <summary>The sums of events by day and series.</summary>
    public static IReadOnlyCollection<KpiRollupDay> Of(IEnumerable<KpiEvent> events)
    {
        var sums = new Dictionary<(DateOnly, KpiSeries), KpiRollupDay>();
        foreach (var entry in events)
        {
            var one = Of(entry);
            var key = (one.Day, one.Series);
            sums[key] = sums.TryGetValue(key, out var sum) ? sum.Add(one) : one;
        }

        return sums.Values;
    }

    public static KpiRollupDay Of(in KpiEvent entry) =>
        new(DateOnly.FromDateTime(entry.CreatedAt.UtcDateTime), new KpiSeries(entry.Domain, entry.Metric))
        {
            Events = 1,
            Successes = entry.Success == true ? 1 : 0,
            Failures = entry.Success == false ? 1 : 0,
            Values = entry.Value is null ? 0 : 1,
            ValueSum = entry.Value ?? 0,
            ValueMin = entry.Value,
            ValueMax = entry.Value,
            Durations = entry.DurationMs is null ? 0 : 1,
            DurationMsSum = entry.DurationMs ?? 0,
        };

    /// <summary>The sums of both, which are of the same day and series.</summary>
    public KpiRollupDay Add(KpiRollupDay other) => this with
    {
        Events = Events + other.Events,
        Successes = Successes + other.Successes,
        Failures = Failures + other.Failures,
        Values = Values + other.Values,
        ValueSum = Finite(ValueSum + other.ValueSum),
        ValueMin = Pick(ValueMin, other.ValueMin, Math.Min),
        ValueMax = Pick(ValueMax, other.ValueMax, Math.Max),
        Durations = Durations + other.Durations,
        DurationMsSum = Finite(DurationMsSum + other.DurationMsSum),
    };

    // Two values near the end of the range must not make a sum that no column takes and no later value mends.
    private static double Finite(double sum) => Math.Clamp(sum, -double.MaxValue, double.MaxValue);

    private static double? Pick(double? left, double? right, Func<double, double, double> pick) =>
        left is { } a && right is { } b ? pick(a, b) : left ?? right;
}
