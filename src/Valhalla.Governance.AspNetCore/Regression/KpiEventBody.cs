using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>A stored KPI event.</summary>
internal sealed record KpiEventBody
{
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("domain")]
    public required string Domain { get; init; }

    [JsonPropertyName("metric")]
    public required string Metric { get; init; }

    [JsonPropertyName("success")]
    public required bool? Success { get; init; }

    [JsonPropertyName("value")]
    public required double? Value { get; init; }

    [JsonPropertyName("duration_ms")]
    public required double? DurationMs { get; init; }

    [JsonPropertyName("actor")]
    public required string? Actor { get; init; }

    [JsonPropertyName("correlation_id")]
    public required string? CorrelationId { get; init; }

    [JsonPropertyName("detail")]
    public required JsonElement? Detail { get; init; }

    [JsonPropertyName("created_at")]
    public required DateTimeOffset CreatedAt { get; init; }
}
