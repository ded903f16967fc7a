using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>A contact that was made.</summary>
internal sealed class CompleteFollowUpBody
{
    [Description("Who made it. Used only where the host authenticates nobody; else kept as a claim.")]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("What it came to, up to 200 characters.")]
    [JsonPropertyName("outcome")]
    public string? Outcome { get; set; }

    [Description("The claim under which it was made; absent completes the task whoever has claimed it.")]
    [JsonPropertyName("claim_id")]
    public string? ClaimId { get; set; }
}
