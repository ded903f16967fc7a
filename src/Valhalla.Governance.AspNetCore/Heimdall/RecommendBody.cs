using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>A recommendation to store and judge.</summary>
internal sealed class RecommendBody
{
    [Description("The domain, such as WHOLESALE_OFFER.")]
    [Required]
    [UpperName]
    [JsonPropertyName("domain")]
    public string? Domain { get; set; }

    [Description("The model's own probability of success, 0 to 1.")]
    [Required]
    [Between(0d, 1d)]
    [JsonPropertyName("confidence")]
    public double? Confidence { get; set; }

    [Description("The recommendation, up to 32 KiB.")]
    [Required]
    [JsonPropertyName("recommendation")]
    public JsonElement? Recommendation { get; set; }

    [Description("What it rests on, up to 32 KiB.")]
    [JsonPropertyName("evidence")]
    public JsonElement? Evidence { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("The version of the model, up to 100 characters.")]
    [TextLength(WireText.MaxModelVersionLength)]
    [JsonPropertyName("model_version")]
    public string? ModelVersion { get; set; }

    [Description("What links this to other events, up to 200 characters.")]
    [TextLength(WireText.MaxCorrelationIdLength)]
    [JsonPropertyName("correlation_id")]
    public string? CorrelationId { get; set; }

    [Description("Makes the request decidable once. The Idempotency-Key header is the same.")]
    [TextLength(WireText.MaxIdempotencyKeyLength)]
    [JsonPropertyName("idempotency_key")]
    public string? IdempotencyKey { get; set; }
}
