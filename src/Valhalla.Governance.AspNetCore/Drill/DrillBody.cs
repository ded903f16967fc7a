using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Drill;

/// <summary>One drill.</summary>
internal sealed record DrillBody
{
    [JsonPropertyName("id")]
    public required Guid Id { get; init; }

    [JsonPropertyName("build")]
    public required string Build { get; init; }

    [JsonPropertyName("coordinator")]
    public required string Coordinator { get; init; }

    [JsonPropertyName("started_by")]
    public required string StartedBy { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("started_at")]
    public required DateTimeOffset StartedAt { get; init; }

    [JsonPropertyName("finished_at")]
    public required DateTimeOffset? FinishedAt { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("nodes_expected")]
    public required int NodesExpected { get; init; }

    [JsonPropertyName("nodes_denied")]
    public required int NodesDenied { get; init; }

    [JsonPropertyName("slowest_ms")]
    public required double? SlowestMs { get; init; }

    [JsonPropertyName("failure")]
    public required string? Failure { get; init; }

    [JsonPropertyName("nodes")]
    public required IReadOnlyList<DrillNodeBody> Nodes { get; init; }
}

/// <summary>What a node answered.</summary>
internal sealed record DrillNodeBody
{
    [JsonPropertyName("node_id")]
    public required string NodeId { get; init; }

    [JsonPropertyName("build")]
    public required string Build { get; init; }

    [JsonPropertyName("denied")]
    public required bool Denied { get; init; }

    [JsonPropertyName("answered_at")]
    public required DateTimeOffset AnsweredAt { get; init; }

    [JsonPropertyName("ms")]
    public required double Ms { get; init; }

    [JsonPropertyName("problem")]
    public required string? Problem { get; init; }
}
