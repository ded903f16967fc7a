using System.ComponentModel;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Ramp;

/// <summary>A step, or the way back to 0.</summary>
internal sealed class RampChangeBody
{
    [Description("Why, up to 1 000 characters.")]
    [TextLength(WireText.MaxReasonLength)]
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }
}
