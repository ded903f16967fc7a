using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.BuyerLiquidity;

/// <summary>Markets, and the rates over all that match.</summary>
internal sealed record LiquidityNodesBody
{
    [JsonPropertyName("nodes")]
    public required IReadOnlyList<LiquidityNodeBody> Nodes { get; init; }

    [JsonPropertyName("avg_response_rate")]
    public required double AvgResponseRate { get; init; }

    [JsonPropertyName("avg_close_rate")]
    public required double AvgCloseRate { get; init; }

    [JsonPropertyName("half_life_days")]
    public required int HalfLifeDays { get; init; }
}

/// <summary>One market and property type, with decayed counts.</summary>
internal sealed record LiquidityNodeBody
{
    [JsonPropertyName("province")]
    public required string Province { get; init; }

    [JsonPropertyName("market")]
    public required string Market { get; init; }

    [JsonPropertyName("property_type")]
    public required string PropertyType { get; init; }

    [JsonPropertyName("contacts")]
    public required double Contacts { get; init; }

    [JsonPropertyName("responses")]
    public required double Responses { get; init; }

    [JsonPropertyName("closes")]
    public required double Closes { get; init; }

    [JsonPropertyName("response_rate")]
    public required double ResponseRate { get; init; }

    [JsonPropertyName("close_rate")]
    public required double CloseRate { get; init; }

    [JsonPropertyName("events")]
    public required long Events { get; init; }

    [JsonPropertyName("updated_at")]
    public required DateTimeOffset UpdatedAt { get; init; }
}
