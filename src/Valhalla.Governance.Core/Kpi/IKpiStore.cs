using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Kpi;

/// <summary>KPI events: append-only, written in batches.</summary>
internal interface IKpiStore
{
    /// <summary>Appends events in one transaction.</summary>
    /// <param name="events">The events.</param>
    /// <param name="ids">As long as <paramref name="events"/>, receives their ids; or empty when not wanted.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <exception cref="ValhallaStoreException">Nothing was written.</exception>
    ValueTask AppendAsync(ReadOnlyMemory<KpiEvent> events, Memory<long> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Appends events and the answer to the request that brought them, in one transaction, once a key.
    /// </summary>
    /// <param name="events">The events.</param>
    /// <param name="ids">As long as <paramref name="events"/>, receives their ids.</param>
    /// <param name="ticket">The idempotency key.</param>
    /// <param name="answerJson">Makes the answer to keep from the ids.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The earlier answer when the key was seen before, and then nothing was written; else null.</returns>
    /// <exception cref="ValhallaStoreException">Nothing was written.</exception>
    ValueTask<StoredAnswer?> AppendOnceAsync(
        ReadOnlyMemory<KpiEvent> events,
        Memory<long> ids,
        IdempotencyTicket ticket,
        Func<ReadOnlyMemory<long>, string> answerJson,
        CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<KpiRecord>> ListAsync(KpiQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// The newest samples of a series with an id above <paramref name="afterId"/>, in the order of their ids.
    /// </summary>
    ValueTask<IReadOnlyList<KpiSample>> ReadNewestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The oldest samples of a series with an id above <paramref name="afterId"/>, in the order of their ids.
    /// </summary>
    ValueTask<IReadOnlyList<KpiSample>> ReadOldestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The id up to which every event of every series is visible, or never will be: ids are handed out before the
    /// commit, so behind it a lower one may still appear after a higher one.
    /// </summary>
    ValueTask<long> ReadSettledIdAsync(CancellationToken cancellationToken);
}
