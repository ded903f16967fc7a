using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>Every domain with its trials.</summary>
internal sealed record HeimdallSnapshotBody
{
    [JsonPropertyName("domains")]
    public required IReadOnlyList<HeimdallDomainBody> Domains { get; init; }
}

/// <summary>A policy, its trials, and what stands against a promotion.</summary>
internal sealed record HeimdallDomainBody
{
    [JsonPropertyName("domain")]
    public required string Domain { get; init; }

    [JsonPropertyName("prod_use_enabled")]
    public required bool ProdUseEnabled { get; init; }

    [JsonPropertyName("policy")]
    public required HeimdallPolicyBody Policy { get; init; }

    [JsonPropertyName("scorecard")]
    public required ScorecardBody Scorecard { get; init; }

    [JsonPropertyName("promotion_blockers")]
    public required IReadOnlyList<string> PromotionBlockers { get; init; }
}
