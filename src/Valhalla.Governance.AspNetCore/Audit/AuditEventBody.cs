using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Audit;

/// <summary>A record of the audit chain.</summary>
internal sealed record AuditEventBody
{
    [JsonPropertyName("sequence")]
    public required long Sequence { get; init; }

    [JsonPropertyName("occurred_at")]
    public required DateTimeOffset OccurredAt { get; init; }

    [JsonPropertyName("action")]
    public required string Action { get; init; }

    [JsonPropertyName("subject")]
    public required string Subject { get; init; }

    [JsonPropertyName("actor")]
    public required string Actor { get; init; }

    [JsonPropertyName("actor_id")]
    public required string? ActorId { get; init; }

    [JsonPropertyName("claimed_actor")]
    public required string? ClaimedActor { get; init; }

    [JsonPropertyName("source_address")]
    public required string? SourceAddress { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("from")]
    public required JsonElement? From { get; init; }

    [JsonPropertyName("to")]
    public required JsonElement? To { get; init; }

    [JsonPropertyName("version")]
    public required long Version { get; init; }

    [JsonPropertyName("previous_hash")]
    public required string PreviousHash { get; init; }

    [JsonPropertyName("hash")]
    public required string Hash { get; init; }
}
