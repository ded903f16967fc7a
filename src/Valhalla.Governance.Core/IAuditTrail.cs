namespace Valhalla.Governance;

/// <summary>
/// The record of every control change: a chain of hashes in which each record vouches for its predecessor. Thread-safe.
/// </summary>
/// <remarks>Records are appended by the levers, in the transaction of the change. Nothing here writes to the chain.
/// </remarks>
public interface IAuditTrail
{
    /// <summary>Lists records, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The limit is not 1 to 1 000.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<AuditEvent>> ListAsync(AuditQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Checks the whole chain, from the first record to the last, against itself, against the exported checkpoints
    /// (<see cref="AuditOptions.CheckpointFile"/>) and against what the caller knows. Reads page by page.
    /// </summary>
    /// <param name="known">Records that the caller knows to have been in the chain; may be empty.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>What was checked, and the first thing that is wrong.</returns>
    /// <exception cref="ArgumentException">A known record has no place or no hash.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<AuditVerification> VerifyAsync(
        IReadOnlyList<AuditAnchor> known, CancellationToken cancellationToken = default);

    /// <summary>Rebuilds control state as it was at an instant, from the records.</summary>
    /// <param name="at">The instant; at most a minute ahead of this machine's clock.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instant is in the future.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<AuditState> GetStateAsync(DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>
    /// Checks the chain since the newest exported checkpoint and, when it is whole, appends a signed checkpoint of its
    /// last record to <see cref="AuditOptions.CheckpointFile"/>.
    /// </summary>
    /// <param name="cancellationToken">Cancels the export.</param>
    /// <exception cref="InvalidOperationException">
    /// No checkpoint file, or no key to sign with, is configured.
    /// </exception>
    /// <exception cref="IOException">The file could not be read or written.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<AuditExportResult> ExportCheckpointAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a range of records as JSON Lines, for an archive: one record a line, in the order of the chain, with both
    /// hashes and the exact texts that were hashed. Reads page by page, and checks what it writes.
    /// </summary>
    /// <param name="destination">Where to write UTF-8; it is not closed.</param>
    /// <param name="from">The first record, from 1.</param>
    /// <param name="to">The last record; null for the end of the chain.</param>
    /// <param name="cancellationToken">Cancels the export.</param>
    /// <returns>What was written; with a break, up to it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty, or does not begin at 1 or later.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<AuditArchive> ExportAsync(
        Stream destination, long from = 1, long? to = null, CancellationToken cancellationToken = default);

    /// <summary>Checks an archive that <see cref="ExportAsync"/> has written. The database is not asked.</summary>
    /// <param name="archive">UTF-8; it is not closed.</param>
    /// <param name="known">Records that the caller knows, such as the last of the archive before; may be empty.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>What the archive holds, and the first thing that is wrong.</returns>
    ValueTask<AuditArchive> VerifyArchiveAsync(
        Stream archive, IReadOnlyList<AuditAnchor> known, CancellationToken cancellationToken = default);
}
