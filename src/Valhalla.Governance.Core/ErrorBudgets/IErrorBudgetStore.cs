using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Counts by minute, and how far KPI events have been counted.</summary>
internal interface IErrorBudgetStore
{
    /// <summary>Adds to minutes, and with a ticket stores the answer, in one transaction, once a key.</summary>
    /// <param name="minutes">As <see cref="SloMinute.Merge"/> orders them.</param>
    /// <param name="ticket">The idempotency key, if any.</param>
    /// <param name="answerJson">The answer to keep for it.</param>
    /// <param name="now">The store's clock.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The earlier answer when the key was seen before, and then nothing was added; else null.</returns>
    ValueTask<StoredAnswer?> AddAsync(
        IReadOnlyList<SloMinute> minutes,
        IdempotencyTicket? ticket,
        string answerJson,
        DateTimeOffset now,
        CancellationToken cancellationToken);

    /// <summary>
    /// Counts the next KPI events of a series, each exactly once, whichever node does it: minutes and position move in
    /// one transaction, and never past an event that may still be committed.
    /// </summary>
    /// <param name="key">Where the counts go.</param>
    /// <param name="series">Which events.</param>
    /// <param name="notBefore">Older events are passed, not counted.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Cancels the step.</param>
    ValueTask<SloFold> FoldAsync(
        SloKey key, KpiSeries series, DateTimeOffset notBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Sums the minutes of each window.</summary>
    ValueTask<SloReading> ReadAsync(SloKey key, SloWindows windows, CancellationToken cancellationToken);

    /// <summary>Deletes minutes before an instant, at most so many.</summary>
    /// <returns>How many were deleted.</returns>
    ValueTask<int> PurgeAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
