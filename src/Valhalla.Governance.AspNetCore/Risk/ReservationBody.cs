using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>A reservation.</summary>
internal sealed record ReservationBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("engine")]
    public required string Engine { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("amount")]
    public required decimal Amount { get; init; }

    [JsonPropertyName("open")]
    public required decimal Open { get; init; }

    [JsonPropertyName("settled")]
    public required decimal Settled { get; init; }

    [JsonPropertyName("released")]
    public required decimal Released { get; init; }

    [JsonPropertyName("expired")]
    public required decimal Expired { get; init; }

    [JsonPropertyName("realized_loss")]
    public required decimal RealizedLoss { get; init; }

    [JsonPropertyName("realized_profit")]
    public required decimal RealizedProfit { get; init; }

    [JsonPropertyName("day")]
    public required DateOnly Day { get; init; }

    [JsonPropertyName("actor")]
    public required string Actor { get; init; }

    [JsonPropertyName("correlation_id")]
    public required string? CorrelationId { get; init; }

    [JsonPropertyName("created_at")]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("expires_at")]
    public required DateTimeOffset? ExpiresAt { get; init; }

    [JsonPropertyName("closed_at")]
    public required DateTimeOffset? ClosedAt { get; init; }
}
