using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>The result of an evaluation.</summary>
internal sealed record EvaluateAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("domain")]
    public required string Domain { get; init; }

    [JsonPropertyName("metric")]
    public required string Metric { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("is_throttled")]
    public required bool IsThrottled { get; init; }

    [JsonPropertyName("triggered")]
    public required bool Triggered { get; init; }

    [JsonPropertyName("baseline")]
    public required double? Baseline { get; init; }

    [JsonPropertyName("current")]
    public required double? Current { get; init; }

    [JsonPropertyName("drop")]
    public required double Drop { get; init; }

    [JsonPropertyName("events")]
    public required int Events { get; init; }

    [JsonPropertyName("evidence_value")]
    public required double? EvidenceValue { get; init; }

    [JsonPropertyName("fired_now")]
    public required bool FiredNow { get; init; }

    [JsonPropertyName("action")]
    public required string Action { get; init; }

    [JsonPropertyName("max_drop")]
    public required double MaxDrop { get; init; }

    [JsonPropertyName("window_events")]
    public required int WindowEvents { get; init; }

    [JsonPropertyName("baseline_events")]
    public required int BaselineEvents { get; init; }

    [JsonPropertyName("evaluated_at")]
    public required DateTimeOffset EvaluatedAt { get; init; }

    [JsonPropertyName("triggered_at")]
    public required DateTimeOffset? TriggeredAt { get; init; }
}
