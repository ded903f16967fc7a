using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Notices;

/// <summary>A notice that was not delivered after the last attempt.</summary>
internal sealed record NoticeDeadLetterBody
{
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("notifier")]
    public required string Notifier { get; init; }

    [JsonPropertyName("sequence")]
    public required long Sequence { get; init; }

    [JsonPropertyName("notice")]
    public required JsonElement? Notice { get; init; }

    [JsonPropertyName("attempts")]
    public required int Attempts { get; init; }

    [JsonPropertyName("last_error")]
    public required string LastError { get; init; }

    [JsonPropertyName("at")]
    public required DateTimeOffset At { get; init; }

    [JsonPropertyName("resolved_at")]
    public required DateTimeOffset? ResolvedAt { get; init; }

    [JsonPropertyName("retried_by")]
    public required string? RetriedBy { get; init; }

    [JsonPropertyName("retried_at")]
    public required DateTimeOffset? RetriedAt { get; init; }
}
