using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>A Heimdall policy.</summary>
internal sealed record HeimdallPolicyBody
{
    [JsonPropertyName("domain")]
    public required string Domain { get; init; }

    [JsonPropertyName("min_confidence_prod")]
    public required double MinConfidenceProd { get; init; }

    [JsonPropertyName("min_sandbox_trials")]
    public required int MinSandboxTrials { get; init; }

    [JsonPropertyName("min_sandbox_success_rate")]
    public required double MinSandboxSuccessRate { get; init; }

    [JsonPropertyName("prod_use_enabled")]
    public required bool ProdUseEnabled { get; init; }

    [JsonPropertyName("window_days")]
    public required int WindowDays { get; init; }

    [JsonPropertyName("max_calibration_error")]
    public required double? MaxCalibrationError { get; init; }

    [JsonPropertyName("outcome_deadline_hours")]
    public required int OutcomeDeadlineHours { get; init; }

    [JsonPropertyName("promoted_model_version")]
    public required string? PromotedModelVersion { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("changed_by")]
    public required string ChangedBy { get; init; }

    [JsonPropertyName("updated_at")]
    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonPropertyName("version")]
    public required long Version { get; init; }
}

/// <summary>A Heimdall policy after a change.</summary>
internal sealed record HeimdallPolicyAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("policy")]
    public required HeimdallPolicyBody Policy { get; init; }
}
