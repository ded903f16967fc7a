using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>How a policy would have behaved.</summary>
internal sealed record BacktestAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("domain")]
    public required string Domain { get; init; }

    [JsonPropertyName("metric")]
    public required string Metric { get; init; }

    [JsonPropertyName("events")]
    public required int Events { get; init; }

    [JsonPropertyName("firings")]
    public required IReadOnlyList<FiringBody> Firings { get; init; }
}

/// <summary>One firing of a backtest.</summary>
internal sealed record FiringBody
{
    [JsonPropertyName("event_number")]
    public required int EventNumber { get; init; }

    [JsonPropertyName("event_id")]
    public required long EventId { get; init; }

    [JsonPropertyName("baseline")]
    public required double Baseline { get; init; }

    [JsonPropertyName("current")]
    public required double Current { get; init; }

    [JsonPropertyName("drop")]
    public required double Drop { get; init; }
}
