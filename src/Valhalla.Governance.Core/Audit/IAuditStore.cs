namespace Valhalla.Governance.Audit;

/// <summary>
/// Reads the audit chain. Records are appended only inside the transaction of the change they tell of.
/// </summary>
internal interface IAuditStore
{
    /// <summary>Reads records in the order of the chain.</summary>
    /// <param name="afterSequence">Read those after this place; 0 reads from the first.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    ValueTask<IReadOnlyList<AuditRecord>> ReadAsync(
        long afterSequence, int limit, CancellationToken cancellationToken);

    /// <summary>Reads records, newest first.</summary>
    ValueTask<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Appends a record that tells of something other than a stored change, such as enforcement being off.
    /// </summary>
    ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken);
}
