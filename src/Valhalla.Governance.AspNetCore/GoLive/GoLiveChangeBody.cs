using System.ComponentModel;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>Who asks for a change, and why.</summary>
internal sealed class GoLiveChangeBody
{
    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("Why, up to 1 000 characters.")]
    [TextLength(WireText.MaxReasonLength)]
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }
}
