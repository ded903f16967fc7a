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
}
