using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>A lead to follow up.</summary>
internal sealed class CreateLadderBody
{
    [Description("The host's id of the lead, 1 to 200 characters.")]
    [Required]
    [JsonPropertyName("lead_id")]
    public string? LeadId { get; set; }

    [Description("The province or territory, such as ON.")]
    [Required]
    [JsonPropertyName("province")]
    public string? Province { get; set; }

    [Description("The market, such as TORONTO; absent takes every zone of the province together.")]
    [JsonPropertyName("market")]
    public string? Market { get; set; }

    [Description("Who looks after the lead, up to 200 characters.")]
    [JsonPropertyName("owner")]
    public string? Owner { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("What links this to other events, up to 200 characters.")]
    [JsonPropertyName("correlation_id")]
    public string? CorrelationId { get; set; }

    [Description("Makes the request decidable once. The Idempotency-Key header is the same.")]
    [JsonPropertyName("idempotency_key")]
    public string? IdempotencyKey { get; set; }
}
