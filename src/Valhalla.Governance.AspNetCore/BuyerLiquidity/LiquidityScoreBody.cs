using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.BuyerLiquidity;

/// <summary>A score with every term of it.</summary>
internal sealed record LiquidityScoreBody
{
    [JsonPropertyName("province")]
    public required string Province { get; init; }

    [JsonPropertyName("market")]
    public required string? Market { get; init; }

    [JsonPropertyName("property_type")]
    public required string PropertyType { get; init; }

    [JsonPropertyName("score")]
    public required double Score { get; init; }

    [JsonPropertyName("is_cold")]
    public required bool IsCold { get; init; }

    [JsonPropertyName("level")]
    public required string Level { get; init; }

    [JsonPropertyName("response_rate")]
    public required double ResponseRate { get; init; }

    [JsonPropertyName("close_rate")]
    public required double CloseRate { get; init; }

    [JsonPropertyName("n")]
    public required double N { get; init; }

    [JsonPropertyName("weight")]
    public required double Weight { get; init; }

    [JsonPropertyName("response_component")]
    public required double ResponseComponent { get; init; }

    [JsonPropertyName("close_component")]
    public required double CloseComponent { get; init; }

    [JsonPropertyName("market_n")]
    public required double? MarketN { get; init; }

    [JsonPropertyName("min_contacts")]
    public required int MinContacts { get; init; }

    [JsonPropertyName("half_life_days")]
    public required int HalfLifeDays { get; init; }
}
