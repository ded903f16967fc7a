namespace Valhalla.Governance.Kpi;

/// <summary>How the KPI pipeline is doing, for the runbook, health checks and the status page. Thread-safe.</summary>
internal interface IKpiHealth
{
    /// <summary>
    /// Whether events reach the store: the writer lives, nothing waits for longer than <c>Kpi:UnhealthyAge</c>, and no
    /// metric is stale.
    /// </summary>
    bool IsHealthy { get; }

    /// <summary>
    /// How many events were lost since the process started, because the buffer was full or the host ended before the
    /// store took them.
    /// </summary>
    long Dropped { get; }

    /// <summary>How many events the store has refused for a reason of their own.</summary>
    long Quarantined { get; }

    /// <summary>How many events wait to be committed.</summary>
    long Pending { get; }

    /// <summary>How long the oldest of them has been waiting; null when there is none.</summary>
    TimeSpan? OldestAge { get; }

    /// <summary>When the last batch was committed, UTC; null before the first.</summary>
    DateTimeOffset? LastCommitAt { get; }

    /// <summary>
    /// The metrics that have lost events within <c>Kpi:StalePeriod</c>, so their figures are incomplete.
    /// </summary>
    IReadOnlyCollection<KpiSeries> StaleSeries { get; }

    /// <summary>Why it is not healthy, as a sentence without secrets; null while it is.</summary>
    string? Problem { get; }
}
