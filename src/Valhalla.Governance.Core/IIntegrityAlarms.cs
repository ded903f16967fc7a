namespace Valhalla.Governance;

/// <summary>
/// What was found wrong with the store: changes that a failover has lost, rows that were changed past the library, a
/// broken audit chain. Each blocks the runbook until a person acknowledges it.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public interface IIntegrityAlarms
{
    /// <summary>Lists the alarms, newest first.</summary>
    /// <param name="includeAcknowledged">Also those that somebody has acknowledged.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<IntegrityAlarm>> ListAsync(
        bool includeAcknowledged = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Acknowledges an alarm. It is audited. The same finding is not raised again; a kill that came with it stays until
    /// it is released.
    /// </summary>
    /// <param name="id">The alarm.</param>
    /// <param name="author">Who.</param>
    /// <param name="reason">Why it may be passed over; required.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<IntegrityAlarmStatus> AcknowledgeAsync(
        long id, ChangeAuthor author, string? reason, CancellationToken cancellationToken = default);
}
