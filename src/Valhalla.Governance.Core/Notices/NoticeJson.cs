using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.Notices;

/// <summary>Notices as JSON: what a webhook sends and a dead letter keeps.</summary>
internal static class NoticeJson
{
    public static byte[] Write(GovernanceNotice notice) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new NoticeBody(
                notice.Id,
                notice.Sequence,
                notice.Hash,
                notice.StoredKind ?? WireNames.Of(notice.Kind),
                notice.Action,
                notice.At.UtcDateTime,
                notice.Subject,
                notice.Actor,
                notice.ClaimedActor,
                notice.Reason,
                Parse(notice.FromJson),
                Parse(notice.ToJson)),
            NoticeJsonContext.Default.NoticeBody);

    /// <exception cref="JsonException">The text is no notice.</exception>
    public static GovernanceNotice Read(string json)
    {
        var body = JsonSerializer.Deserialize(json, NoticeJsonContext.Default.NoticeBody);
        var isKnown = WireNames.TryRead<GovernanceNoticeKind>(body?.Kind, out var kind);
        return body is not null
            ? new GovernanceNotice
            {
                Sequence = body.Sequence,
                Hash = body.Hash,
                Kind = isKnown ? kind : WireNames.Unknown<GovernanceNoticeKind>(),
                StoredKind = isKnown ? null : body.Kind,
                Action = body.Action,
                At = body.At,
                Subject = body.Subject,
                Actor = body.Actor,
                ClaimedActor = body.ClaimedActor,
                Reason = body.Reason,
                FromJson = body.From?.GetRawText(),
                ToJson = body.To?.GetRawText(),
            }
            : throw new JsonException("The stored text is no notice.");
    }

    /// <summary>A state that is no JSON, which only tampering makes, is shown as the text it is: it must not stop the
    /// notices behind it.</summary>
    private static JsonElement? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(json, NoticeJsonContext.Default.String);
        }
    }
}

internal sealed record NoticeBody(
    string Id,
    long Sequence,
    string Hash,
    string Kind,
    string Action,
    DateTime At,
    string Subject,
    string Actor,
    string? ClaimedActor,
    string? Reason,
    JsonElement? From,
    JsonElement? To);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(NoticeBody))]
[JsonSerializable(typeof(string))]
internal sealed partial class NoticeJsonContext : JsonSerializerContext;
