using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.Operations.Offers;

/// <summary>How answers are kept for replay: compact JSON with money in units of 1/10 000.</summary>
internal static class OfferAnswers
{
    public static string Write(OfferResult result) => JsonSerializer.Serialize(
        new OfferAnswer(
            result.Status,
            result.EvidenceId,
            result.Hash,
            result.PolicyVersion,
            result.Calculation is { } calculation ? Of(calculation) : null,
            result.Reservation is { } reservation ? LedgerAnswers.WriteReserve(reservation) : null),
        OfferJsonContext.Default.OfferAnswer);

    public static OfferResult Read(string json)
    {
        var answer = JsonSerializer.Deserialize(json, OfferJsonContext.Default.OfferAnswer)!;
        return new OfferResult
        {
            Status = answer.Status,
            EvidenceId = answer.EvidenceId,
            Hash = answer.Hash,
            PolicyVersion = answer.PolicyVersion,
            Calculation = answer.Calculation is { } stored ? Of(stored) : null,
            Reservation = answer.Reservation is { } reservation ? LedgerAnswers.ReadReserve(reservation) : null,
            Idempotency = IdempotencyStatus.Replayed,
        };
    }

    private static StoredCalculation Of(OfferCalculation calculation) => new(
        calculation.Arv.Units,
        calculation.MultiplierBasisPoints,
        calculation.Repairs.Units,
        calculation.Fees.Units,
        calculation.Formula.Units,
        calculation.Mao?.Units,
        calculation.Bound);

    private static OfferCalculation Of(StoredCalculation stored) => new(
        Money.FromUnits(stored.Arv),
        stored.MultiplierBp,
        Money.FromUnits(stored.Repairs),
        Money.FromUnits(stored.Fees),
        Money.FromUnits(stored.Formula),
        stored.Mao is { } mao ? Money.FromUnits(mao) : null,
        stored.Bound);
}

internal sealed record OfferAnswer(
    OfferStatus Status,
    long? EvidenceId,
    string? Hash,
    long? PolicyVersion,
    StoredCalculation? Calculation,
    string? Reservation);

internal sealed record StoredCalculation(
    long Arv, int MultiplierBp, long Repairs, long Fees, long Formula, long? Mao, OfferBound Bound);

/// <summary>What the KPI event of an offer tells besides success and value.</summary>
internal sealed record OfferKpiDetail(string Province, long? EvidenceId, string? Reason);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(StoredEnumConverter<OfferStatus>), typeof(StoredEnumConverter<OfferBound>)])]
[JsonSerializable(typeof(OfferAnswer))]
[JsonSerializable(typeof(OfferKpiDetail))]
internal sealed partial class OfferJsonContext : JsonSerializerContext;
