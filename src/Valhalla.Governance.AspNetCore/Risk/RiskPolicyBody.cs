using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>A risk policy.</summary>
internal sealed record RiskPolicyBody
{
    [JsonPropertyName("engine")]
    public required string Engine { get; init; }

    [JsonPropertyName("enabled")]
    public required bool Enabled { get; init; }

    [JsonPropertyName("max_daily_loss")]
    public required decimal MaxDailyLoss { get; init; }

    [JsonPropertyName("max_daily_exposure")]
    public required decimal MaxDailyExposure { get; init; }

    [JsonPropertyName("max_open_reserved")]
    public required decimal? MaxOpenReserved { get; init; }

    [JsonPropertyName("worst_case_loss_fraction")]
    public required decimal WorstCaseLossFraction { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("changed_by")]
    public required string ChangedBy { get; init; }

    [JsonPropertyName("updated_at")]
    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonPropertyName("version")]
    public required long Version { get; init; }
}

/// <summary>A risk policy after a change.</summary>
internal sealed record RiskPolicyAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("policy")]
    public required RiskPolicyBody Policy { get; init; }
}
