using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>Asks to sign.</summary>
internal sealed class SignOffRequestBody
{
    [Description("RELEASE_CAPTAIN, ON_CALL or TECHNICAL_LEAD.")]
    [Required]
    [Choice<SignOffRole>]
    [JsonPropertyName("role")]
    public string? Role { get; set; }

    [Description("The hash of the evaluation that is signed.")]
    [Required]
    [Digest]
    [JsonPropertyName("hash")]
    public string? Hash { get; set; }

    [Description("What the signer adds, up to 1 000 characters.")]
    [TextLength(WireText.MaxReasonLength)]
    [JsonPropertyName("comment")]
    public string? Comment { get; set; }

    [Description("Who signs, needed where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }
}

/// <summary>A signature that stands.</summary>
internal sealed record SignOffAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("hash")]
    public required string Hash { get; init; }

    [JsonPropertyName("sign_off")]
    public required SignOffBody SignOff { get; init; }

    [JsonPropertyName("missing_roles")]
    public required IReadOnlyList<string> MissingRoles { get; init; }
}
