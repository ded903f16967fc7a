namespace Valhalla.Governance.ErrorBudgets;

/// <summary>How KPI events count.</summary>
internal static class SloEvents
{
    /// <summary>
    /// The minutes of events: a success is good, a failure bad, a plain value neither. Each event counts in the minute
    /// in which it happened, whenever it was committed.
    /// </summary>
    public static IReadOnlyList<SloMinute> Count(SloKey key, IEnumerable<KpiEvent> events, DateTimeOffset notBefore) =>
        SloMinute.Merge(events
            .Where(kpi => kpi.Success is not null && kpi.CreatedAt >= notBefore)
            .Select(kpi => new SloMinute(
                key,
                SloMinute.StartOf(kpi.CreatedAt),
                kpi.Success == true ? new SloTotals(1, 0) : new SloTotals(0, 1),
                kpi.CreatedAt.ToUniversalTime())));
}
