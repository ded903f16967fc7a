namespace Valhalla.Governance.Audit;

/// <summary>One link of the audit chain.</summary>
/// <param name="Sequence">Its place, dense from 1.</param>
/// <param name="OccurredAt">When, by the store's clock, UTC.</param>
/// <param name="Entry">The change.</param>
/// <param name="PreviousHash">The hash of the record before; all zeros for the first.</param>
/// <param name="Hash">SHA-256 over the predecessor's hash and this record's canonical JSON, lower-case hex.</param>
internal sealed record AuditRecord(
    long Sequence, DateTimeOffset OccurredAt, AuditEntry Entry, string PreviousHash, string Hash)
{
    public AuditEvent ToEvent() => new()
    {
        Sequence = Sequence,
        OccurredAt = OccurredAt,
        Action = Entry.Action,
        Subject = Entry.Subject,
        Author = Entry.Author,
        Reason = Entry.Reason,
        FromJson = Entry.FromJson,
        ToJson = Entry.ToJson,
        Version = Entry.Version,
        PreviousHash = PreviousHash,
        Hash = Hash,
    };
}
