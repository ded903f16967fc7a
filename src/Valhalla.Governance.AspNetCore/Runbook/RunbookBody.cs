using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Runbook;

/// <summary>What every check of the runbook said.</summary>
internal sealed record RunbookBody
{
    [JsonPropertyName("generated_at")]
    public required DateTimeOffset GeneratedAt { get; init; }

    [JsonPropertyName("blockers")]
    public required IReadOnlyList<RunbookItemBody> Blockers { get; init; }

    [JsonPropertyName("warnings")]
    public required IReadOnlyList<RunbookItemBody> Warnings { get; init; }

    [JsonPropertyName("info")]
    public required IReadOnlyList<RunbookItemBody> Info { get; init; }

    [JsonPropertyName("ok_to_enable_go_live")]
    public required bool OkToEnableGoLive { get; init; }

    [JsonPropertyName("snapshot_hash")]
    public required string SnapshotHash { get; init; }
}

/// <summary>One check.</summary>
internal sealed record RunbookItemBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("severity")]
    public required string Severity { get; init; }

    [JsonPropertyName("message")]
    public required string Message { get; init; }

    [JsonPropertyName("detail")]
    public required JsonElement Detail { get; init; }
}
