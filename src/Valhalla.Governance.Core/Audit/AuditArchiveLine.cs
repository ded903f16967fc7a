using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.Audit;

/// <summary>A record as a line of an archive. The states are strings: the texts that were hashed.</summary>
internal sealed record AuditArchiveLine(
    [property: JsonRequired] long Sequence,
    [property: JsonRequired] string OccurredAt,
    [property: JsonRequired] string Action,
    [property: JsonRequired] string Subject,
    [property: JsonRequired] string Actor,
    string? ClaimedActor,
    string? SourceAddress,
    string? Reason,
    string? From,
    string? To,
    [property: JsonRequired] long Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ActorId,
    [property: JsonRequired] string PreviousHash,
    [property: JsonRequired] string Hash)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static byte[] Write(AuditRecord record) => JsonSerializer.SerializeToUtf8Bytes(
        new AuditArchiveLine(
            record.Sequence,
            record.OccurredAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
            record.Entry.Action,
            record.Entry.Subject,
            record.Entry.Author.Name,
            record.Entry.Author.ClaimedName,
            record.Entry.Author.SourceAddress,
            record.Entry.Reason,
            record.Entry.FromJson,
            record.Entry.ToJson,
            record.Entry.Version,
            record.Entry.Author.PersonId,
            record.PreviousHash,
            record.Hash),
        AuditArchiveJsonContext.Default.AuditArchiveLine);

    /// <summary>The record of a line, or null when it is none.</summary>
    public static AuditRecord? TryRead(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, AuditArchiveJsonContext.Default.AuditArchiveLine) is { } line
                && DateTimeOffset.TryParseExact(
                    line.OccurredAt,
                    TimeFormat,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var occurredAt)
                    ? line.ToRecord(occurredAt)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private AuditRecord ToRecord(DateTimeOffset occurredAt) => new(
        Sequence,
        occurredAt,
        new AuditEntry(
            Action,
            Subject,
            ChangeAuthor.AsStored(Actor, ClaimedActor, SourceAddress, ActorId),
            Reason,
            From,
            To,
            Version),
        PreviousHash,
        Hash);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AuditArchiveLine))]
internal sealed partial class AuditArchiveJsonContext : JsonSerializerContext;
