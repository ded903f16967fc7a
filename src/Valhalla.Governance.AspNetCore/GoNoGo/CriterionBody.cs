using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>A criterion.</summary>
internal record CriterionBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    [JsonPropertyName("group")]
    public required string Group { get; init; }

    [JsonPropertyName("title")]
    public required string Title { get; init; }

    [JsonPropertyName("signal")]
    public required string Signal { get; init; }

    [JsonPropertyName("comparison")]
    public required string Comparison { get; init; }

    [JsonPropertyName("threshold")]
    public required EvidenceValue Threshold { get; init; }

    [JsonPropertyName("warn_threshold")]
    public required EvidenceValue? WarnThreshold { get; init; }

    [JsonPropertyName("max_age_seconds")]
    public required double MaxAgeSeconds { get; init; }

    [JsonPropertyName("critical")]
    public required bool Critical { get; init; }

    [JsonPropertyName("required")]
    public required bool Required { get; init; }

    [JsonPropertyName("explainable")]
    public required bool Explainable { get; init; }
}

/// <summary>A criterion with what the evidence said.</summary>
internal sealed record CriterionResultBody : CriterionBody
{
    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("reason")]
    public required string Reason { get; init; }

    [JsonPropertyName("value")]
    public required EvidenceValue? Value { get; init; }

    [JsonPropertyName("observed_at")]
    public required DateTimeOffset? ObservedAt { get; init; }

    [JsonPropertyName("source")]
    public required string? Source { get; init; }

    [JsonPropertyName("detail")]
    public required string? Detail { get; init; }
}
