using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>A change of a risk policy. What is absent stays as it is.</summary>
internal sealed class RiskPolicyUpsert
{
    [Description("The engine, or GLOBAL. A new one needs both daily caps.")]
    [Required]
    [UpperName]
    [JsonPropertyName("engine")]
    public string? Engine { get; set; }

    [Description("Whether the engine may reserve.")]
    [JsonPropertyName("enabled")]
    public bool? Enabled { get; set; }

    [Description("The net loss at which the engine stops for the day.")]
    [Between(0d, 1e12)]
    [JsonPropertyName("max_daily_loss")]
    public decimal? MaxDailyLoss { get; set; }

    [Description("How much may be reserved in a day.")]
    [Between(0d, 1e12)]
    [JsonPropertyName("max_daily_exposure")]
    public decimal? MaxDailyExposure { get; set; }

    [Description("How much may be open at any time; null removes the cap.")]
    [Between(0d, 1e12)]
    [JsonPropertyName("max_open_reserved")]
    public decimal? MaxOpenReserved
    {
        get;
        set
        {
            // Called with null only when the member is there: absent members are not set at all.
            field = value;
            RemovesMaxOpenReserved = value is null;
        }
    }

    [Description("The share of what is open that counts as lost, 0 to 1 in steps of 0.0001.")]
    [Between(0d, 1d)]
    [JsonPropertyName("worst_case_loss_fraction")]
    public decimal? WorstCaseLossFraction { get; set; }

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
    internal bool RemovesMaxOpenReserved { get; private set; }
}
