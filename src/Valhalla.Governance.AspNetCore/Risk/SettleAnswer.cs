using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>The answer to a settlement or a release.</summary>
internal sealed record SettleAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("reservation_id")]
    public required string? ReservationId { get; init; }

    [JsonPropertyName("reservations")]
    public required IReadOnlyList<string> Reservations { get; init; }

    [JsonPropertyName("amount")]
    public required decimal Amount { get; init; }

    [JsonPropertyName("still_open")]
    public required decimal StillOpen { get; init; }

    [JsonPropertyName("overrun")]
    public required bool Overrun { get; init; }

    [JsonPropertyName("late")]
    public required bool Late { get; init; }

    [JsonPropertyName("idempotent_replay")]
    public required bool IdempotentReplay { get; init; }
}
