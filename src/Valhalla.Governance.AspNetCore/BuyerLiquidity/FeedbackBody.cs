using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.BuyerLiquidity;

/// <summary>What a buyer did.</summary>
internal sealed class FeedbackBody
{
    [Description("The province or territory, such as ON.")]
    [Required]
    [Province]
    [JsonPropertyName("province")]
    public string? Province { get; set; }

    [Description("The market, such as TORONTO.")]
    [Required]
    [UpperName]
    [JsonPropertyName("market")]
    public string? Market { get; set; }

    [Description("The property type. Default SFR.")]
    [UpperName]
    [JsonPropertyName("property_type")]
    public string? PropertyType { get; set; }

    [Description("CONTACTED, RESPONDED, CLOSED or DECLINED.")]
    [Required]
    [Choice<BuyerFeedbackKind>]
    [JsonPropertyName("kind")]
    public string? Kind { get; set; }

    [Description("Which buyer, up to 200 characters.")]
    [TextLength(200)]
    [JsonPropertyName("buyer_id")]
    public string? BuyerId { get; set; }

    [Description("Who records it. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("What links this to other events, up to 200 characters.")]
    [TextLength(WireText.MaxCorrelationIdLength)]
    [JsonPropertyName("correlation_id")]
    public string? CorrelationId { get; set; }

    [Description("More, up to 16 KiB.")]
    [JsonPropertyName("detail")]
    public JsonElement? Detail { get; set; }

    [Description("Makes the request decidable once. The Idempotency-Key header is the same.")]
    [TextLength(WireText.MaxIdempotencyKeyLength)]
    [JsonPropertyName("idempotency_key")]
    public string? IdempotencyKey { get; set; }
}
