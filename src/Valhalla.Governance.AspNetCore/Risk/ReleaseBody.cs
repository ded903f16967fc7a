using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>What to give back.</summary>
internal sealed class ReleaseBody
{
    [Description("The reservation.")]
    [Required]
    [Uuid]
    [JsonPropertyName("reservation_id")]
    public string? ReservationId { get; set; }

    [Description("How much; all that is open by default.")]
    [Between(0d, 1e12, IsAbove = true)]
    [JsonPropertyName("amount")]
    public decimal? Amount { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("Makes the request decidable once. The Idempotency-Key header is the same.")]
    [TextLength(WireText.MaxIdempotencyKeyLength)]
    [JsonPropertyName("idempotency_key")]
    public string? IdempotencyKey { get; set; }
}
