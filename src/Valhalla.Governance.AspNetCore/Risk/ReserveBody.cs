using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>What to reserve.</summary>
internal sealed class ReserveBody
{
    [Description("The engine, such as WHOLESALE.")]
    [Required]
    [UpperName]
    [JsonPropertyName("engine")]
    public string? Engine { get; set; }

    [Description("In currency units, above zero, at most four decimals.")]
    [Required]
    [Between(0d, 1e12, IsAbove = true)]
    [JsonPropertyName("amount")]
    public decimal? Amount { get; set; }

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

    [Description("After how many seconds what is open is given back, 1 to 31 622 400.")]
    [Between(1, 31_622_400)]
    [JsonPropertyName("expires_in_seconds")]
    public int? ExpiresInSeconds { get; set; }
}
