using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>How the trials of a domain and model version ended.</summary>
internal sealed record ScorecardBody
{
    [JsonPropertyName("domain")]
    public required string Domain { get; init; }

    [JsonPropertyName("model_version")]
    public required string? ModelVersion { get; init; }

    [JsonPropertyName("from_day")]
    public required DateOnly FromDay { get; init; }

    [JsonPropertyName("to_day")]
    public required DateOnly ToDay { get; init; }

    [JsonPropertyName("trials")]
    public required int Trials { get; init; }

    [JsonPropertyName("successes")]
    public required int Successes { get; init; }

    [JsonPropertyName("overdue")]
    public required int Overdue { get; init; }

    [JsonPropertyName("success_rate")]
    public required double? SuccessRate { get; init; }

    [JsonPropertyName("success_rate_lower_bound")]
    public required double? SuccessRateLowerBound { get; init; }

    [JsonPropertyName("mean_confidence")]
    public required double? MeanConfidence { get; init; }

    [JsonPropertyName("brier_score")]
    public required double? BrierScore { get; init; }

    [JsonPropertyName("calibration_error")]
    public required double? CalibrationError { get; init; }
}
