using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>A tripwire policy.</summary>
internal sealed record RegressionPolicyBody
{
    [JsonPropertyName("domain")]
    public required string Domain { get; init; }

    [JsonPropertyName("metric")]
    public required string Metric { get; init; }

    [JsonPropertyName("enabled")]
    public required bool Enabled { get; init; }

    [JsonPropertyName("window_events")]
    public required int WindowEvents { get; init; }

    [JsonPropertyName("baseline_events")]
    public required int BaselineEvents { get; init; }

    [JsonPropertyName("max_drop")]
    public required double MaxDrop { get; init; }

    [JsonPropertyName("action")]
    public required string Action { get; init; }

    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    [JsonPropertyName("direction")]
    public required string Direction { get; init; }

    [JsonPropertyName("evidence")]
    public required string Evidence { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("changed_by")]
    public required string ChangedBy { get; init; }

    [JsonPropertyName("updated_at")]
    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonPropertyName("version")]
    public required long Version { get; init; }
}

/// <summary>A tripwire policy after a change.</summary>
internal sealed record RegressionPolicyAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("policy")]
    public required RegressionPolicyBody Policy { get; init; }
}
