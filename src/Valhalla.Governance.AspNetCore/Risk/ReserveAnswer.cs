using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>The answer to a reservation or a check.</summary>
internal sealed record ReserveAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("engine")]
    public required string Engine { get; init; }

    [JsonPropertyName("amount")]
    public required decimal Amount { get; init; }

    [JsonPropertyName("reservation_id")]
    public required string? ReservationId { get; init; }

    [JsonPropertyName("reserved")]
    public required bool Reserved { get; init; }

    [JsonPropertyName("denied_by")]
    public required string? DeniedBy { get; init; }

    [JsonPropertyName("violations")]
    public required IReadOnlyList<ViolationBody> Violations { get; init; }

    [JsonPropertyName("idempotent_replay")]
    public required bool IdempotentReplay { get; init; }

    [JsonPropertyName("correlation_id")]
    public required string? CorrelationId { get; init; }
}
