using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Audit;

/// <summary>What a check of the audit chain has found.</summary>
internal sealed record AuditVerificationBody
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("records")]
    public required long Records { get; init; }

    [JsonPropertyName("last_hash")]
    public required string? LastHash { get; init; }

    [JsonPropertyName("broken")]
    public required AuditBreakBody? Broken { get; init; }

    [JsonPropertyName("checkpoints")]
    public required int Checkpoints { get; init; }

    [JsonPropertyName("newest_checkpoint")]
    public required AuditCheckpointBody? NewestCheckpoint { get; init; }
}

/// <summary>The first thing that is wrong.</summary>
internal sealed record AuditBreakBody
{
    [JsonPropertyName("sequence")]
    public required long Sequence { get; init; }

    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    [JsonPropertyName("detail")]
    public required string Detail { get; init; }
}

/// <summary>An exported checkpoint.</summary>
internal sealed record AuditCheckpointBody
{
    [JsonPropertyName("sequence")]
    public required long Sequence { get; init; }

    [JsonPropertyName("hash")]
    public required string Hash { get; init; }

    [JsonPropertyName("created_at")]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("signature")]
    public required string Signature { get; init; }
}
