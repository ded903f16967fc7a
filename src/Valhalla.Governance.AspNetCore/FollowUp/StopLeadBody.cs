using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>Which lead is not to be contacted any more, and why.</summary>
internal sealed class StopLeadBody
{
    [Description("The host's id of the lead, any text of 1 to 200 characters.")]
    [Required]
    [TextLength(200)]
    [JsonPropertyName("lead_id")]
    public string? LeadId { get; set; }

    [Description("REPLIED, OPTED_OUT or OTHER.")]
    [Required]
    [Choice<FollowUpStopReason>]
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }
}
