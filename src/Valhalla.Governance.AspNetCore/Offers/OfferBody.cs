using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Offers;

/// <summary>What to compute an offer for.</summary>
internal sealed class OfferBody
{
    [Description("The province or territory, such as ON; its policy applies.")]
    [Required]
    [Province]
    [JsonPropertyName("province")]
    public string? Province { get; set; }

    [Description("The market, such as TORONTO.")]
    [UpperName]
    [JsonPropertyName("market")]
    public string? Market { get; set; }

    [Description("The lead, up to 200 characters.")]
    [TextLength(200)]
    [JsonPropertyName("lead_id")]
    public string? LeadId { get; set; }

    [Description("The after-repair value in currency units, above zero, at most four decimals.")]
    [Required]
    [Between(0d, 1e12, IsAbove = true)]
    [JsonPropertyName("arv")]
    public decimal? Arv { get; set; }

    [Description("The cost of repairs, not above arv.")]
    [Required]
    [Between(0d, 1e12)]
    [JsonPropertyName("repairs")]
    public decimal? Repairs { get; set; }

    [Description("Fees instead of the policy's.")]
    [Between(0d, 1e12)]
    [JsonPropertyName("fees")]
    public decimal? Fees { get; set; }

    [Description("The comparable sales: up to 100 objects, each with a price.")]
    [JsonPropertyName("comps")]
    public JsonElement? Comps { get; set; }

    [Description("What else the offer rests on: an object of up to 16 KiB.")]
    [JsonPropertyName("assumptions")]
    public JsonElement? Assumptions { get; set; }

    [Description("Whether to reserve the offer as risk in the same call. Default false.")]
    [JsonPropertyName("reserve")]
    public bool? Reserve { get; set; }

    [Description("The engine to reserve for. Default WHOLESALE.")]
    [UpperName]
    [JsonPropertyName("engine")]
    public string? Engine { get; set; }

    [Description("After how many seconds what is open of the reservation is given back, 1 to 31 622 400. "
        + "Default 86 400.")]
    [Between(1, 31_622_400)]
    [JsonPropertyName("expires_in_seconds")]
    public int? ExpiresInSeconds { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("What links this to other events, up to 200 characters.")]
    [TextLength(WireText.MaxCorrelationIdLength)]
    [JsonPropertyName("correlation_id")]
    public string? CorrelationId { get; set; }

    [Description("Makes the request decidable once. The Idempotency-Key header is the same.")]
    [TextLength(WireText.MaxIdempotencyKeyLength)]
    [JsonPropertyName("idempotency_key")]
    public string? IdempotencyKey { get; set; }
}
