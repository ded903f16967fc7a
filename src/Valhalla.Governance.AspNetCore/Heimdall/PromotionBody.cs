using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>Which domain to promote or demote.</summary>
internal sealed class PromotionBody
{
    [Description("The domain, such as WHOLESALE_OFFER.")]
    [Required]
    [JsonPropertyName("domain")]
    public string? Domain { get; set; }

    [Description("The version that asks, up to 100 characters.")]
    [JsonPropertyName("model_version")]
    public string? ModelVersion { get; set; }

    [Description("Why, up to 1 000 characters.")]
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }
}
