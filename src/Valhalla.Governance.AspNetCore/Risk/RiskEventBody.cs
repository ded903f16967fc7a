using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>A row of the risk journal.</summary>
internal sealed record RiskEventBody
{
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    [JsonPropertyName("engine")]
    public required string Engine { get; init; }

    [JsonPropertyName("day")]
    public required DateOnly Day { get; init; }

    [JsonPropertyName("amount")]
    public required decimal Amount { get; init; }

    [JsonPropertyName("exposure_delta")]
    public required decimal ExposureDelta { get; init; }

    [JsonPropertyName("open_delta")]
    public required decimal OpenDelta { get; init; }

    [JsonPropertyName("realized_loss")]
    public required decimal RealizedLoss { get; init; }

    [JsonPropertyName("realized_profit")]
    public required decimal RealizedProfit { get; init; }

    [JsonPropertyName("reservation_id")]
    public required string? ReservationId { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("detail")]
    public required JsonElement? Detail { get; init; }

    [JsonPropertyName("actor")]
    public required string Actor { get; init; }

    [JsonPropertyName("correlation_id")]
    public required string? CorrelationId { get; init; }

    [JsonPropertyName("created_at")]
    public required DateTimeOffset CreatedAt { get; init; }
}
