using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Heimdall;

/// <summary>Recommendations and the sums of their outcomes. Policies are control state.</summary>
internal interface IHeimdallStore
{
    /// <summary>Stores a recommendation, and with a ticket the answer to it, in one transaction.</summary>
    /// <param name="recommendation">With id 0.</param>
    /// <param name="ticket">The idempotency key, if any.</param>
    /// <param name="answerJson">Makes the answer to keep from the new id.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    ValueTask<HeimdallAppendResult> AppendAsync(
        HeimdallRecommendation recommendation,
        IdempotencyTicket? ticket,
        Func<long, string> answerJson,
        CancellationToken cancellationToken);

    ValueTask<HeimdallRecommendation?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>
    /// Sets the outcome of a recommendation that has none and adds <paramref name="cell"/> (one trial) to its row, in
    /// one transaction. Does nothing when the recommendation has an outcome already.
    /// </summary>
    /// <returns>Whether the outcome was set.</returns>
    ValueTask<bool> RecordOutcomeAsync(
        long id,
        bool success,
        bool overdue,
        DateTimeOffset at,
        ScorecardCell cell,
        CancellationToken cancellationToken);

    /// <summary>
    /// Counts recommendations without an outcome by their deadline as failures, oldest first, in one transaction.
    /// </summary>
    /// <returns>How many, at most the limit.</returns>
    ValueTask<int> FailOverdueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// What <see cref="FailOverdueAsync"/> has not come to yet, of deadlines from an instant on: the sums of the cells
    /// that it will add, whose days a store may leave out and put the last one instead, so that however many there are,
    /// few rows are read. Null filters match everything.
    /// </summary>
    ValueTask<IReadOnlyList<ScorecardCell>> ReadOverdueCellsAsync(
        DomainName? domain,
        string? modelVersion,
        DateTimeOffset from,
        DateTimeOffset now,
        CancellationToken cancellationToken);

    /// <summary>The cells of a span of days, both ends inside; null filters match everything.</summary>
    ValueTask<IReadOnlyList<ScorecardCell>> ReadCellsAsync(
        DomainName? domain, string? modelVersion, DateOnly from, DateOnly to, CancellationToken cancellationToken);
}
