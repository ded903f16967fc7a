using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Ramp;

/// <summary>How units came out under both policies.</summary>
internal sealed class RampObservationsBody
{
    [Description("1 to 1 000 observations.")]
    [Required]
    [JsonPropertyName("observations")]
    public IReadOnlyList<RampObservationBody>? Observations { get; set; }
}

/// <summary>How one unit came out under both policies.</summary>
internal sealed class RampObservationBody
{
    [Description("The unit that was decided about, 1 to 200 characters.")]
    [Required]
    [TextLength(200)]
    [JsonPropertyName("unit")]
    public string? Unit { get; set; }

    [Description("LIVE or SHADOW: whose decision counted.")]
    [Required]
    [Choice<InfluenceDecision>]
    [JsonPropertyName("decision")]
    public string? Decision { get; set; }

    [Description("What the incumbent decided, up to 200 characters.")]
    [TextLength(200)]
    [JsonPropertyName("incumbent_outcome")]
    public string? IncumbentOutcome { get; set; }

    [Description("What the governed policy decided, up to 200 characters.")]
    [TextLength(200)]
    [JsonPropertyName("candidate_outcome")]
    public string? CandidateOutcome { get; set; }

    [Description("What the incumbent's decision was worth.")]
    [JsonPropertyName("incumbent_value")]
    public double? IncumbentValue { get; set; }

    [Description("What the governed policy's decision was worth.")]
    [JsonPropertyName("candidate_value")]
    public double? CandidateValue { get; set; }

    [Description("The step in which it was decided; the present one by default.")]
    [JsonPropertyName("step")]
    public long? Step { get; set; }

    [Description("What joins it to other records, up to 200 characters.")]
    [TextLength(WireText.MaxCorrelationIdLength)]
    [JsonPropertyName("correlation_id")]
    public string? CorrelationId { get; set; }
}
