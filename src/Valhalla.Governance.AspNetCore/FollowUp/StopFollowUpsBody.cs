using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>Why a ladder is stopped.</summary>
internal sealed class StopFollowUpsBody
{
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
