using Valhalla.Governance.Audit;

namespace Valhalla.Governance.EntityFramework.Audit;

/// <summary>A row of <c>audit_event</c>: one link of the chain.</summary>
internal sealed class AuditEventRow
{
    public long Sequence { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    public string Action { get; set; } = "";

    public string Subject { get; set; } = "";

    public string Actor { get; set; } = "";

    /// <summary>Who it is whatever the name says; null where only the name is known.</summary>
    public string? ActorId { get; set; }

    public string? ClaimedActor { get; set; }

    public string? SourceAddress { get; set; }

    public string? Reason { get; set; }

    public string? FromJson { get; set; }

    public string? ToJson { get; set; }

    public long Version { get; set; }

    public string PreviousHash { get; set; } = "";

    public string Hash { get; set; } = "";

    public static AuditEventRow Of(AuditRecord record) => new()
    {
        Sequence = record.Sequence,
        OccurredAt = record.OccurredAt,
        Action = record.Entry.Action,
        Subject = record.Entry.Subject,
        Actor = record.Entry.Author.Name,
        ActorId = record.Entry.Author.PersonId,
        ClaimedActor = record.Entry.Author.ClaimedName,
        SourceAddress = record.Entry.Author.SourceAddress,
        Reason = record.Entry.Reason,
        FromJson = record.Entry.FromJson,
        ToJson = record.Entry.ToJson,
        Version = record.Entry.Version,
        PreviousHash = record.PreviousHash,
        Hash = record.Hash,
    };

    public AuditRecord ToRecord() => new(
        Sequence,
        OccurredAt,
        new AuditEntry(
            Action,
            Subject,
            ChangeAuthor.AsStored(Actor, ClaimedActor, SourceAddress, ActorId),
            Reason,
            FromJson,
            ToJson,
            Version),
        PreviousHash,
        Hash);
}
