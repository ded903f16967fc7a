namespace Valhalla.Governance;

/// <summary>
/// Records what engines achieve. Emitting costs the caller no I/O and, in steady state, no allocation: a background
/// writer commits the events in batches.
/// </summary>
/// <remarks>
/// Thread-safe. The buffer is bounded: when it is full, the caller waits or the event is counted as dropped, as
/// <c>Kpi:WhenFull</c> says. Nothing is dropped silently.
/// </remarks>
public interface IKpiEmitter
{
    /// <summary>Records an event of any form.</summary>
    /// <param name="kpiEvent">The event.</param>
    /// <returns>Whether it was taken; false when the buffer was full and it was counted as dropped.</returns>
    /// <exception cref="ArgumentException">The event is malformed.</exception>
    bool Emit(in KpiEvent kpiEvent);

    /// <summary>Records an event and completes after its commit.</summary>
    /// <param name="kpiEvent">The event.</param>
    /// <param name="cancellationToken">Ends the wait; the event may still be committed.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">The event is malformed.</exception>
    /// <exception cref="ValhallaStoreException">It could not be committed.</exception>
    ValueTask<long> EmitAsync(KpiEvent kpiEvent, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records events in one transaction, all or none, once for an idempotency key; completes after the commit.
    /// </summary>
    /// <param name="events">The events, at most 1 000.</param>
    /// <param name="idempotencyKey">Makes the request decidable once; null records it each time.</param>
    /// <param name="cancellationToken">Ends the wait; the events may still be committed.</param>
    /// <exception cref="ArgumentException">An event is malformed.</exception>
    /// <exception cref="ValhallaStoreException">They could not be committed.</exception>
    ValueTask<KpiBatchResult> EmitBatchAsync(
        IReadOnlyList<KpiEvent> events, string? idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>Completes when everything emitted before the call is committed.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ValhallaStoreException">The store did not take it.</exception>
    ValueTask FlushAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a step that records success when it is disposed, or failure when an exception is leaving the block.
    /// </summary>
    /// <param name="domain">What it is about.</param>
    /// <param name="metric">What is measured.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="correlationId">What links it to other events; null takes the current trace id.</param>
    /// <param name="detailJson">More, as JSON.</param>
    KpiStep TimedStep(
        DomainName domain,
        MetricName metric,
        string? actor = null,
        string? correlationId = null,
        string? detailJson = null);

    /// <summary>Reads stored events, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<KpiRecord>> ListAsync(KpiQuery query, CancellationToken cancellationToken = default);
}
