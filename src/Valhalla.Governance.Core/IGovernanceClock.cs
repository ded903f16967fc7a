namespace Valhalla.Governance;

/// <summary>
/// Watches the store's clock: days, leases and deadlines hang on it. A jump of more than 5 minutes against the
/// monotonic clock of this process, or stored times that lie ahead of it, make it suspect until somebody has looked.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public interface IGovernanceClock
{
    /// <summary>What the store's clock shows, and what is suspect about it.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<ClockStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Says that the store's clock is right as it is now. Audited. A ledger day that was held is let go, so that caps
    /// begin anew with the day the clock shows; one that lies ahead goes on from there, one day at each midnight.
    /// </summary>
    /// <param name="author">Who has looked.</param>
    /// <param name="reason">What was found, 1 to 1 000 characters.</param>
    /// <param name="cancellationToken">Cancels the request; it may still be recorded.</param>
    /// <returns>The state afterwards.</returns>
    /// <exception cref="ArgumentException">A part is malformed.</exception>
    /// <exception cref="ValhallaStoreException">The store could not record it.</exception>
    ValueTask<ClockStatus> AcknowledgeAsync(
        ChangeAuthor author, string reason, CancellationToken cancellationToken = default);
}
