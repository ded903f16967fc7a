using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>How a recommendation ended.</summary>
internal sealed class OutcomeBody
{
    [Description("Whether it succeeded.")]
    [Required]
    [JsonPropertyName("success")]
    public bool? Success { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }
}
