using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Retention;

/// <summary>Where retention stands, for all nodes together.</summary>
internal sealed record RetentionStatusBody
{
    [JsonPropertyName("enabled")]
    public required bool Enabled { get; init; }

    [JsonPropertyName("running")]
    public required bool Running { get; init; }

    [JsonPropertyName("last_started_at")]
    public required DateTimeOffset? LastStartedAt { get; init; }

    [JsonPropertyName("last_finished_at")]
    public required DateTimeOffset? LastFinishedAt { get; init; }

    [JsonPropertyName("last_error")]
    public required string? LastError { get; init; }

    [JsonPropertyName("next_run_at")]
    public required DateTimeOffset? NextRunAt { get; init; }

    [JsonPropertyName("tables")]
    public required IReadOnlyList<RetentionTableBody> Tables { get; init; }
}

/// <summary>What retention has done with one table.</summary>
internal sealed record RetentionTableBody
{
    [JsonPropertyName("table")]
    public required string Table { get; init; }

    [JsonPropertyName("days")]
    public required int Days { get; init; }

    [JsonPropertyName("deleted_last_run")]
    public required long DeletedLastRun { get; init; }

    [JsonPropertyName("deleted_total")]
    public required long DeletedTotal { get; init; }

    [JsonPropertyName("rolled_up_to_id")]
    public required long? RolledUpToId { get; init; }
}
