using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>A change of a Heimdall policy. What is absent stays as it is.</summary>
internal sealed class HeimdallPolicyUpsert
{
    [Description("The domain, such as WHOLESALE_OFFER.")]
    [Required]
    [UpperName]
    [JsonPropertyName("domain")]
    public string? Domain { get; set; }

    [Description("The least confidence for production use, 0 to 1.")]
    [Between(0d, 1d)]
    [JsonPropertyName("min_confidence_prod")]
    public double? MinConfidenceProd { get; set; }

    [Description("The least number of trials, 1 to 1 000 000.")]
    [Between(1, 1_000_000)]
    [JsonPropertyName("min_sandbox_trials")]
    public int? MinSandboxTrials { get; set; }

    [Description("What the lower bound of the success rate must reach, 0 to 1.")]
    [Between(0d, 1d)]
    [JsonPropertyName("min_sandbox_success_rate")]
    public double? MinSandboxSuccessRate { get; set; }

    [Description("Only false: production use is switched on by a promotion.")]
    [JsonPropertyName("prod_use_enabled")]
    public bool? ProdUseEnabled { get; set; }

    [Description("How many days of trials count, 1 to 366.")]
    [Between(1, 366)]
    [JsonPropertyName("window_days")]
    public int? WindowDays { get; set; }

    [Description("The largest expected calibration error, 0 to 1; null turns the check off.")]
    [Between(0d, 1d)]
    [JsonPropertyName("max_calibration_error")]
    public double? MaxCalibrationError
    {
        get;
        set
        {
            // Called with null only when the member is there: absent members are not set at all.
            field = value;
            RemovesMaxCalibrationError = value is null;
        }
    }

    [Description("After how many hours a missing outcome is a failure, 1 to 8 784.")]
    [Between(1, 8_784)]
    [JsonPropertyName("outcome_deadline_hours")]
    public int? OutcomeDeadlineHours { get; set; }

    [Description("Why, up to 1 000 characters.")]
    [TextLength(WireText.MaxReasonLength)]
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    [Description("Who asks. Used only where the host authenticates nobody; else kept as a claim.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [Description("The same as actor.")]
    [TextLength(WireText.MaxActorLength)]
    [JsonPropertyName("changed_by")]
    public string? ChangedBy { get; set; }

    /// <summary>The field was given, as null.</summary>
    internal bool RemovesMaxCalibrationError { get; private set; }
}
