using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>The judgement of a recommendation.</summary>
internal sealed record RecommendAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("prod_eligible")]
    public required bool ProdEligible { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("reasons")]
    public required IReadOnlyList<string> Reasons { get; init; }

    [JsonPropertyName("scorecard")]
    public required ScorecardBody? Scorecard { get; init; }

    [JsonPropertyName("idempotent_replay")]
    public required bool IdempotentReplay { get; init; }
}

/// <summary>A recorded outcome.</summary>
internal sealed record OutcomeAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("success")]
    public required bool Success { get; init; }

    [JsonPropertyName("already_recorded")]
    public required bool AlreadyRecorded { get; init; }
}

/// <summary>A promotion or demotion.</summary>
internal sealed record PromotionAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("domain")]
    public required string Domain { get; init; }

    [JsonPropertyName("prod_use_enabled")]
    public required bool ProdUseEnabled { get; init; }

    [JsonPropertyName("policy")]
    public required HeimdallPolicyBody? Policy { get; init; }

    [JsonPropertyName("scorecard")]
    public required ScorecardBody? Scorecard { get; init; }
}
