namespace Valhalla.Governance.Retention;

/// <summary>
/// Rolls up and deletes, in short transactions of one node at a time. Every step is refused (null) once another process
/// holds the lease, and extends it otherwise.
/// </summary>
internal interface IRetentionStore
{
    /// <summary>Begins a run, if one is due and no other process holds the lease.</summary>
    ValueTask<RetentionLease?> TryBeginAsync(string owner, CancellationToken cancellationToken);

    /// <summary>Ends a run and sets when the next one is due; nothing happens when the lease was lost.</summary>
    ValueTask FinishAsync(
        RetentionLease lease, TimeSpan interval, string? error, CancellationToken cancellationToken);

    /// <summary>
    /// An id up to which no KPI event can appear any more: every transaction that may hold a lower id has ended.
    /// </summary>
    ValueTask<long> FindHorizonAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Adds the next KPI events by id to the roll-ups of their days, in one transaction with the id they reach.
    /// </summary>
    ValueTask<RetentionStep?> RollUpAsync(
        RetentionLease lease, long horizon, int batchSize, CancellationToken cancellationToken);

    /// <summary>The id behind which the newest <paramref name="count"/> events of a series are; 0 for all.</summary>
    ValueTask<long> FindNewestAfterIdAsync(KpiSeries series, int count, CancellationToken cancellationToken);

    /// <summary>Deletes what is old among the next rows of a table; KPI events only when they are rolled up.</summary>
    ValueTask<RetentionStep?> DeleteAsync(
        RetentionLease lease, RetentionOrder order, CancellationToken cancellationToken);

    /// <summary>Where retention stands.</summary>
    /// <param name="rules">The tables to tell of.</param>
    /// <param name="enabled">What to say about this node.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    ValueTask<RetentionStatus> ReadStatusAsync(
        IReadOnlyList<RetentionRule> rules, bool enabled, CancellationToken cancellationToken);
}
