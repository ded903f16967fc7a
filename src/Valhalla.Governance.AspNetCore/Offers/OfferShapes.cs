using Valhalla.Governance.AspNetCore.Risk;

namespace Valhalla.Governance.AspNetCore.Offers;

/// <summary>Domain values of offers in the shapes of the wire.</summary>
internal static class OfferShapes
{
    public const decimal BasisPoints = 10_000m;

    public static OfferPolicyBody Of(OfferPolicy policy) => new()
    {
        Province = policy.Province.Value,
        Enabled = policy.Enabled,
        Multiplier = policy.MultiplierBasisPoints / BasisPoints,
        Fees = policy.Fees.ToDecimal(),
        MinOffer = policy.MinOffer?.ToDecimal(),
        MaxOffer = policy.MaxOffer?.ToDecimal(),
        MinComps = policy.MinComps,
        Reason = policy.Reason,
        ChangedBy = policy.ChangedBy,
        UpdatedAt = policy.UpdatedAt,
        Version = policy.Version,
    };

    public static OfferAnswerBody Of(OfferResult result, OfferRequest request) => new()
    {
        Ok = result.IsOk,
        Status = WireNames.Of(result.Status),
        Reason = result.Reason,
        Calc = result.Calculation is { } calculation ? Of(calculation) : null,
        EvidenceId = result.EvidenceId,
        Hash = result.Hash,
        PolicyVersion = result.PolicyVersion,
        Reservation = result.Reservation is { } reservation ? Of(reservation, request) : null,
        IdempotentReplay = result.Idempotency == IdempotencyStatus.Replayed,
        CorrelationId = request.CorrelationId,
    };

    private static ReserveAnswer Of(ReserveResult reservation, OfferRequest request) => RiskShapes.Of(
        reservation,
        new ReserveRequest(reservation.Engine, reservation.Amount) { CorrelationId = request.CorrelationId });

    private static OfferCalculationBody Of(OfferCalculation calculation) => new()
    {
        Arv = calculation.Arv.ToDecimal(),
        Multiplier = calculation.MultiplierBasisPoints / BasisPoints,
        Repairs = calculation.Repairs.ToDecimal(),
        Fees = calculation.Fees.ToDecimal(),
        Formula = calculation.Formula.ToDecimal(),
        Mao = calculation.Mao?.ToDecimal(),
        Bound = WireNames.Of(calculation.Bound),
    };
}
