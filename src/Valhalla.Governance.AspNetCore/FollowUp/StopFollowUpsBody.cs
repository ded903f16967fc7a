using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>Why a ladder is stopped.</summary>
internal sealed class StopFollowUpsBody
{
    [Description("REPLIED, OPTED_OUT or OTHER.")]
    [Required]
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }
}
