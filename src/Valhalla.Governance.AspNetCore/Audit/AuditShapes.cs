using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Audit;

/// <summary>Domain values of the audit in the shapes of the wire.</summary>
internal static class AuditShapes
{
    public static AuditEventBody Of(AuditEvent record) => new()
    {
        Sequence = record.Sequence,
        OccurredAt = record.OccurredAt,
        Action = record.Action,
        Subject = record.Subject,
        Actor = record.Author.Name,
        ActorId = record.Author.PersonId,
        ClaimedActor = record.Author.ClaimedName,
        SourceAddress = record.Author.SourceAddress,
        Reason = record.Reason,
        From = RawJson.Read(record.FromJson),
        To = RawJson.Read(record.ToJson),
        Version = record.Version,
        PreviousHash = record.PreviousHash,
        Hash = record.Hash,
    };

    public static AuditVerificationBody Of(AuditVerification verification) => new()
    {
        Ok = verification.IsIntact,
        Records = verification.Records,
        LastHash = verification.LastHash,
        Broken = Of(verification.Break),
        Checkpoints = verification.Checkpoints,
        NewestCheckpoint = verification.NewestCheckpoint is { } checkpoint
            ? new AuditCheckpointBody
            {
                Sequence = checkpoint.Sequence,
                Hash = checkpoint.Hash,
                CreatedAt = checkpoint.CreatedAt,
                Signature = checkpoint.Signature,
            }
            : null,
    };

    public static AuditStateBody Of(AuditState state) => new()
    {
        At = state.At,
        Sequence = state.Sequence,
        Items = [.. state.Items.Select(Of)],
        NotRebuilt = state.NotRebuilt,
        Broken = Of(state.Break),
    };

    private static AuditStateItemBody Of(AuditStateItem item) => new()
    {
        Area = item.Area,
        Subject = item.Subject,
        Value = RawJson.Read(item.ValueJson),
        Source = WireNames.Of(item.Source),
        Record = item.Event is { } record ? Of(record) : null,
    };

    private static AuditBreakBody? Of(AuditBreak? broken) => broken is null
        ? null
        : new AuditBreakBody
        {
            Sequence = broken.Sequence,
            Kind = WireNames.Of(broken.Kind),
            Detail = broken.Detail,
        };
}
