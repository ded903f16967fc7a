using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Ramp;

/// <summary>An influence to set.</summary>
internal sealed class RampSetBody
{
    [Description("The influence in percent, 0 to 100, with at most two decimals.")]
    [Required]
    [Between(0d, 100d)]
    [JsonPropertyName("percent")]
    public decimal? Percent { get; set; }

    [Description("Whether to raise it further or sooner than a step would; needs a reason.")]
    [JsonPropertyName("override")]
    public bool Override { get; set; }

    [Description("Why, up to 1 000 characters.")]
    [TextLength(WireText.MaxReasonLength)]
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }
}
