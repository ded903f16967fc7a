using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.MarketPolicies;

/// <summary>A change of a market policy. What is absent stays as it is.</summary>
internal sealed class MarketPolicyUpsert
{
    [Description("The province or territory, such as ON.")]
    [Required]
    [Province]
    [JsonPropertyName("province")]
    public string? Province { get; set; }

    [Description("The market, such as TORONTO; absent for the whole province.")]
    [UpperName]
    [JsonPropertyName("market")]
    public string? Market { get; set; }

    [Description("Whether anybody there may be contacted at all.")]
    [JsonPropertyName("enabled")]
    public bool? Enabled { get; set; }

    [Description(
        "The windows of the whole week, within the statutory calling hours: an object such as "
        + "{\"monday\":[{\"opens\":\"09:00\",\"closes\":\"21:30\"}]}, or text such as monday=09:00-21:30;saturday="
        + "10:00-12:00,13:00-18:00. A day that is not named is closed.")]
    [JsonPropertyName("windows")]
    public TextOrJson? Windows { get; set; }

    [Description("The channels that may be used: an array of SMS and CALL, or text such as SMS,CALL.")]
    [JsonPropertyName("channels")]
    public TextOrJson? Channels { get; set; }

    [Description("The least score of a lead that may be contacted, 0 to 100.")]
    [Between(0, 100)]
    [JsonPropertyName("min_lead_score")]
    public int? MinLeadScore { get; set; }

    [Description("The IANA time zone of a market; null takes every zone of the province together.")]
    [TextLength(64)]
    [JsonPropertyName("time_zone")]
    public string? TimeZone
    {
        get;
        set
        {
            // Called with null only when the member is there: absent members are not set at all.
            field = value;
            RemovesTimeZone = value is null;
        }
    }

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
    internal bool RemovesTimeZone { get; private set; }
}
