using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>Which domain to demote.</summary>
internal sealed class DemotionBody
{
    [Description("The domain, such as WHOLESALE_OFFER.")]
    [Required]
    [UpperName]
    [JsonPropertyName("domain")]
    public string? Domain { get; set; }

    [Description("Why, up to 1 000 characters.")]
    [TextLength(WireText.MaxReasonLength)]
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }
}
