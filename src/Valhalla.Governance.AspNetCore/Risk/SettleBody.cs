using System.ComponentModel;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>How reservations ended: by id, or the oldest open ones of an engine and correlation id.</summary>
internal sealed class SettleBody
{
    [Description("The reservation; or give engine and correlation_id.")]
    [Uuid]
    [JsonPropertyName("reservation_id")]
    public string? ReservationId { get; set; }

    [Description("The engine, where no reservation id is given.")]
    [UpperName]
    [JsonPropertyName("engine")]
    public string? Engine { get; set; }

    [Description("The correlation id of the reservations, where no reservation id is given.")]
    [TextLength(WireText.MaxCorrelationIdLength)]
    [JsonPropertyName("correlation_id")]
    public string? CorrelationId { get; set; }

    [Description("How much of it is settled; all that is open by default.")]
    [Between(0d, 1e12, IsAbove = true)]
    [JsonPropertyName("amount")]
    public decimal? Amount { get; set; }

    [Description("The same as amount.")]
    [Between(0d, 1e12, IsAbove = true)]
    [JsonPropertyName("reserved_amount")]
    public decimal? ReservedAmount { get; set; }

    [Description("The loss, zero or more; may pass the amount.")]
    [Between(0d, 1e12)]
    [JsonPropertyName("realized_loss")]
    public decimal? RealizedLoss { get; set; }

    [Description("The profit, zero or more. A settlement has a loss or a profit.")]
    [Between(0d, 1e12)]
    [JsonPropertyName("realized_profit")]
    public decimal? RealizedProfit { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("Makes the request decidable once. The Idempotency-Key header is the same.")]
    [TextLength(WireText.MaxIdempotencyKeyLength)]
    [JsonPropertyName("idempotency_key")]
    public string? IdempotencyKey { get; set; }
}
