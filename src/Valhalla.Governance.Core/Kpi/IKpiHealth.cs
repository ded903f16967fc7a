namespace Valhalla.Governance.Kpi;

/// <summary>How the KPI pipeline is doing, for the runbook, health checks and the status page. Thread-safe.</summary>
internal interface IKpiHealth
{
    /// <summary>Whether events reach the store: the writer lives and its last batches were committed.</summary>
    bool IsHealthy { get; }

    /// <summary>How many events were dropped since the process started, because the buffer was full.</summary>
    long Dropped { get; }

    /// <summary>How many events wait to be committed.</summary>
    long Pending { get; }

    /// <summary>When the last batch was committed, UTC; null before the first.</summary>
    DateTimeOffset? LastCommitAt { get; }

    /// <summary>Why it is not healthy, as a sentence without secrets; null while it is.</summary>
    string? Problem { get; }
}
