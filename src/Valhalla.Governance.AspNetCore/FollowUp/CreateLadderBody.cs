using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>A lead to follow up.</summary>
internal sealed class CreateLadderBody
{
    [Description("The host's id of the lead, 1 to 200 characters.")]
    [Required]
    [TextLength(200)]
    [JsonPropertyName("lead_id")]
    public string? LeadId { get; set; }

    [Description("The province or territory, such as ON.")]
    [Required]
    [Province]
    [JsonPropertyName("province")]
    public string? Province { get; set; }

    [Description("The market, such as TORONTO; absent takes every zone of the province together.")]
    [UpperName]
    [JsonPropertyName("market")]
    public string? Market { get; set; }

    [Description("Who looks after the lead, up to 200 characters.")]
    [TextLength(200)]
    [JsonPropertyName("owner")]
    public string? Owner { get; set; }

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
