using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Integrity;

/// <summary>Something that was found wrong with the store.</summary>
internal sealed record IntegrityAlarmBody
{
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    [JsonPropertyName("subject")]
    public required string Subject { get; init; }

    [JsonPropertyName("detail")]
    public required string Detail { get; init; }

    [JsonPropertyName("raised_at")]
    public required DateTimeOffset RaisedAt { get; init; }

    [JsonPropertyName("acknowledged_at")]
    public required DateTimeOffset? AcknowledgedAt { get; init; }

    [JsonPropertyName("acknowledged_by")]
    public required string? AcknowledgedBy { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    public static IntegrityAlarmBody Of(IntegrityAlarm alarm) => new()
    {
        Id = alarm.Id,
        Kind = WireNames.Of(alarm.Kind),
        Subject = alarm.Subject,
        Detail = alarm.Detail,
        RaisedAt = alarm.RaisedAt,
        AcknowledgedAt = alarm.AcknowledgedAt,
        AcknowledgedBy = alarm.AcknowledgedBy,
        Reason = alarm.Reason,
    };
}
