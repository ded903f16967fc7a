using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Offers;

/// <summary>A change of an offer policy. What is absent stays as it is.</summary>
internal sealed class OfferPolicyUpsert
{
    [Description("The province or territory, such as ON.")]
    [Required]
    [Province]
    [JsonPropertyName("province")]
    public string? Province { get; set; }

    [Description("Whether offers are made at all.")]
    [JsonPropertyName("enabled")]
    public bool? Enabled { get; set; }

    [Description("The share of the after-repair value, 0.0001 to 1 in steps of 0.0001.")]
    [Between(0d, 1d, IsAbove = true)]
    [JsonPropertyName("multiplier")]
    public decimal? Multiplier { get; set; }

    [Description("What is taken off for fees.")]
    [Between(0d, 1e12)]
    [JsonPropertyName("fees")]
    public decimal? Fees { get; set; }

    [Description("The least offer that is worth making; null removes the bound.")]
    [Between(0d, 1e12)]
    [JsonPropertyName("min_offer")]
    public decimal? MinOffer
    {
        get;
        set
        {
            // Called with null only when the member is there: absent members are not set at all.
            field = value;
            RemovesMinOffer = value is null;
        }
    }

    [Description("The highest offer, whatever the formula gives; null removes the bound.")]
    [Between(0d, 1e12, IsAbove = true)]
    [JsonPropertyName("max_offer")]
    public decimal? MaxOffer
    {
        get;
        set
        {
            field = value;
            RemovesMaxOffer = value is null;
        }
    }

    [Description("How many comparable sales an offer must rest on, 0 to 100.")]
    [Between(0, 100)]
    [JsonPropertyName("min_comps")]
    public int? MinComps { get; set; }

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
    internal bool RemovesMinOffer { get; private set; }

    /// <summary>The field was given, as null.</summary>
    internal bool RemovesMaxOffer { get; private set; }
}
