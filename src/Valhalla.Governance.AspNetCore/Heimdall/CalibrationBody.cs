using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>How well confidence and success agree.</summary>
internal sealed record CalibrationBody
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

    [JsonPropertyName("brier_score")]
    public required double? BrierScore { get; init; }

    [JsonPropertyName("calibration_error")]
    public required double? CalibrationError { get; init; }

    [JsonPropertyName("bins")]
    public required IReadOnlyList<CalibrationBinBody> Bins { get; init; }
}

/// <summary>The trials of one tenth of the confidence range.</summary>
internal sealed record CalibrationBinBody
{
    [JsonPropertyName("lower")]
    public required double Lower { get; init; }

    [JsonPropertyName("upper")]
    public required double Upper { get; init; }

    [JsonPropertyName("trials")]
    public required int Trials { get; init; }

    [JsonPropertyName("successes")]
    public required int Successes { get; init; }

    [JsonPropertyName("success_rate")]
    public required double? SuccessRate { get; init; }

    [JsonPropertyName("mean_confidence")]
    public required double? MeanConfidence { get; init; }
}
