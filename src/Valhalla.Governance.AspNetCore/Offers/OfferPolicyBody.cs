using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Offers;

/// <summary>An offer policy.</summary>
internal sealed record OfferPolicyBody
{
    [JsonPropertyName("province")]
    public required string Province { get; init; }

    [JsonPropertyName("enabled")]
    public required bool Enabled { get; init; }

    [JsonPropertyName("multiplier")]
    public required decimal Multiplier { get; init; }

    [JsonPropertyName("fees")]
    public required decimal Fees { get; init; }

    [JsonPropertyName("min_offer")]
    public required decimal? MinOffer { get; init; }

    [JsonPropertyName("max_offer")]
    public required decimal? MaxOffer { get; init; }

    [JsonPropertyName("min_comps")]
    public required int MinComps { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("changed_by")]
    public required string ChangedBy { get; init; }

    [JsonPropertyName("updated_at")]
    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonPropertyName("version")]
    public required long Version { get; init; }
}

/// <summary>An offer policy after a change.</summary>
internal sealed record OfferPolicyAnswer
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("policy")]
    public required OfferPolicyBody Policy { get; init; }
}
