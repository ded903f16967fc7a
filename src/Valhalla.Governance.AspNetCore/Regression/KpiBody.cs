using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>A KPI event. It has a success, a value, or both.</summary>
internal sealed class KpiBody
{
    [Description("The domain, such as WHOLESALE.")]
    [Required]
    [UpperName]
    [JsonPropertyName("domain")]
    public string? Domain { get; set; }

    [Description("The metric, such as contract_rate.")]
    [Required]
    [LowerName]
    [JsonPropertyName("metric")]
    public string? Metric { get; set; }

    [Description("Whether it succeeded.")]
    [JsonPropertyName("success")]
    public bool? Success { get; set; }

    [Description("The value.")]
    [JsonPropertyName("value")]
    public double? Value { get; set; }

    [Description("How long it took, in milliseconds.")]
    [JsonPropertyName("duration_ms")]
    public double? DurationMs { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("What links this to other events, up to 200 characters.")]
    [TextLength(WireText.MaxCorrelationIdLength)]
    [JsonPropertyName("correlation_id")]
    public string? CorrelationId { get; set; }

    [Description("More: an object or a text, up to 16 KiB.")]
    [JsonPropertyName("detail")]
    public JsonElement? Detail { get; set; }

    [Description("Makes the request decidable once. The Idempotency-Key header is the same.")]
    [TextLength(WireText.MaxIdempotencyKeyLength)]
    [JsonPropertyName("idempotency_key")]
    public string? IdempotencyKey { get; set; }
}
