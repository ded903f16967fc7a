using System.ComponentModel;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>A contact that was made.</summary>
internal sealed class CompleteFollowUpBody
{
    [Description("Who made it. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("What it came to, up to 200 characters.")]
    [TextLength(200)]
    [JsonPropertyName("outcome")]
    public string? Outcome { get; set; }

    [Description("The claim under which it was made; absent completes the task whoever has claimed it.")]
    [Uuid]
    [JsonPropertyName("claim_id")]
    public string? ClaimId { get; set; }
}
