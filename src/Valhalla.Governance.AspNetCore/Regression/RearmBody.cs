using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>Which tripwire to re-arm, and why.</summary>
internal sealed class RearmBody
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

    [Description("Why, up to 1 000 characters.")]
    [Required]
    [TextLength(WireText.MaxReasonLength)]
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }
}
