namespace Valhalla.Governance.ErrorBudgets;

/// <summary>What was counted in one minute.</summary>
/// <param name="Key">Where it belongs.</param>
/// <param name="Start">When the minute begins, UTC.</param>
/// <param name="Totals">The counts.</param>
/// <param name="LastAt">When the newest event of them happened.</param>
internal readonly record struct SloMinute(SloKey Key, DateTimeOffset Start, SloTotals Totals, DateTimeOffset LastAt)
{
    /// <summary>The minute in which an instant lies.</summary>
    public static DateTimeOffset StartOf(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMinute));
    }

    /// <summary>
    /// One entry for each key and minute, in the order in which every writer locks them, so that no two wait for each
    /// other.
    /// </summary>
    public static IReadOnlyList<SloMinute> Merge(IEnumerable<SloMinute> minutes) =>
    [
        .. minutes
            .GroupBy(minute => (minute.Key, minute.Start))
            .Select(static group => group.Aggregate(static (sum, next) => sum with
            {
                Totals = sum.Totals + next.Totals,
                LastAt = next.LastAt > sum.LastAt ? next.LastAt : sum.LastAt,
            }))
            .OrderBy(minute => minute.Key.Objective, StringComparer.Ordinal)
            .ThenBy(minute => minute.Key.Source, StringComparer.Ordinal)
            .ThenBy(minute => minute.Start),
    ];
}
