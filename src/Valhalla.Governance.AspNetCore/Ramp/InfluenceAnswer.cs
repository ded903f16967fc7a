using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Ramp;

/// <summary>The influence after a change.</summary>
internal sealed record InfluenceAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("changed")]
    public required bool Changed { get; init; }

    [JsonPropertyName("influence_bps")]
    public required int InfluenceBps { get; init; }

    [JsonPropertyName("influence_percent")]
    public required decimal InfluencePercent { get; init; }

    [JsonPropertyName("step")]
    public required long Step { get; init; }

    [JsonPropertyName("decision_id")]
    public required long? DecisionId { get; init; }

    [Description("What of a stop could not be kept as it was sent.")]
    [JsonPropertyName("note")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }
}

/// <summary>Whose decision counts for a unit.</summary>
internal sealed record InfluenceDecisionBody
{
    [JsonPropertyName("unit")]
    public required string Unit { get; init; }

    [JsonPropertyName("decision")]
    public required string Decision { get; init; }

    [JsonPropertyName("influence_bps")]
    public required int InfluenceBps { get; init; }

    [JsonPropertyName("step")]
    public required long Step { get; init; }
}

/// <summary>How many observations were stored.</summary>
internal sealed record RampObservationsAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("recorded")]
    public required int Recorded { get; init; }
}

/// <summary>How both policies compare at a step.</summary>
internal sealed record RampComparisonBody
{
    [JsonPropertyName("step")]
    public required long Step { get; init; }

    [JsonPropertyName("events")]
    public required long Events { get; init; }

    [JsonPropertyName("compared")]
    public required long Compared { get; init; }

    [JsonPropertyName("agreed")]
    public required long Agreed { get; init; }

    [JsonPropertyName("agreement_rate")]
    public required double? AgreementRate { get; init; }

    [JsonPropertyName("valued")]
    public required long Valued { get; init; }

    [JsonPropertyName("incumbent_mean")]
    public required double? IncumbentMean { get; init; }

    [JsonPropertyName("candidate_mean")]
    public required double? CandidateMean { get; init; }
}
