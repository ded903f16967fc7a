using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>Asks to record a decision.</summary>
internal sealed class DecideBody
{
    [Description("GO or NO_GO.")]
    [Required]
    [Choice<GoNoGoOutcome>]
    [JsonPropertyName("decision")]
    public string? Decision { get; set; }

    [Description("The hash of the evaluation that is decided on.")]
    [Required]
    [Digest]
    [JsonPropertyName("hash")]
    public string? Hash { get; set; }

    [Description("Why, up to 1 000 characters.")]
    [Required]
    [TextLength(WireText.MaxReasonLength)]
    [JsonPropertyName("justification")]
    public string? Justification { get; set; }

    [Description("When to look again, within 366 days. Default: the expiry of a GO, 24 h after a NO_GO.")]
    [JsonPropertyName("next_review_at")]
    public DateTimeOffset? NextReviewAt { get; set; }

    [Description("Who decides, needed where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }
}

/// <summary>A recorded decision.</summary>
internal sealed record DecisionAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("decision")]
    public required DecisionBody Decision { get; init; }

    [JsonPropertyName("record_file")]
    public required string? RecordFile { get; init; }

    [JsonPropertyName("warning")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Warning { get; init; }
}
