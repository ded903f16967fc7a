using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>Which lead is not to be contacted any more, and why.</summary>
internal sealed class StopLeadBody
{
    [Description("The host's id of the lead, any text of 1 to 200 characters.")]
    [Required]
    [JsonPropertyName("lead_id")]
    public string? LeadId { get; set; }

    [Description("REPLIED, OPTED_OUT or OTHER.")]
    [Required]
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }
}
