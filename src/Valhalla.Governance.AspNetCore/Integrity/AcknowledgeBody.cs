using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Integrity;

/// <summary>Who acknowledges an alarm, and why it may be passed over.</summary>
internal sealed class AcknowledgeBody
{
    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("Why it may be passed over, up to 1 000 characters; required.")]
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }
}
