using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Risk;

namespace Valhalla.Governance.AspNetCore.Offers;

/// <summary>A computed offer.</summary>
internal sealed record OfferAnswerBody
{
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("reason")]
    public required string? Reason { get; init; }

    [JsonPropertyName("calc")]
    public required OfferCalculationBody? Calc { get; init; }

    [JsonPropertyName("evidence_id")]
    public required long? EvidenceId { get; init; }

    [JsonPropertyName("hash")]
    public required string? Hash { get; init; }

    [JsonPropertyName("policy_version")]
    public required long? PolicyVersion { get; init; }

    [JsonPropertyName("reservation")]
    public required ReserveAnswer? Reservation { get; init; }

    [JsonPropertyName("idempotent_replay")]
    public required bool IdempotentReplay { get; init; }

    [JsonPropertyName("correlation_id")]
    public required string? CorrelationId { get; init; }
}

/// <summary>The terms of an offer and what they give.</summary>
internal sealed record OfferCalculationBody
{
    [JsonPropertyName("arv")]
    public required decimal Arv { get; init; }

    [JsonPropertyName("multiplier")]
    public required decimal Multiplier { get; init; }

    [JsonPropertyName("repairs")]
    public required decimal Repairs { get; init; }

    [JsonPropertyName("fees")]
    public required decimal Fees { get; init; }

    [JsonPropertyName("formula")]
    public required decimal Formula { get; init; }

    [JsonPropertyName("mao")]
    public required decimal? Mao { get; init; }

    [JsonPropertyName("bound")]
    public required string Bound { get; init; }
}
