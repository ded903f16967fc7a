using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>Whether go-live may be enabled.</summary>
internal sealed record ChecklistBody
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("backend_complete")]
    public required bool BackendComplete { get; init; }

    [JsonPropertyName("required_packs")]
    public required IReadOnlyDictionary<string, string> RequiredPacks { get; init; }

    [JsonPropertyName("failing_checks")]
    public required IReadOnlyList<string> FailingChecks { get; init; }

    [JsonPropertyName("generated_at")]
    public required DateTimeOffset GeneratedAt { get; init; }

    [JsonPropertyName("snapshot_hash")]
    public required string SnapshotHash { get; init; }
}
