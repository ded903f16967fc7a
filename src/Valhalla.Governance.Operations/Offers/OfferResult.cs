namespace Valhalla.Governance;

/// <summary>The answer to the computation of an offer.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record OfferResult
{
    /// <summary>How it ended.</summary>
    public required OfferStatus Status { get; init; }

    /// <summary>The terms and the offer; null where the policy allowed no computation.</summary>
    public OfferCalculation? Calculation { get; init; }

    /// <summary>The id of the stored evidence; null when nothing was stored.</summary>
    public long? EvidenceId { get; init; }

    /// <summary>The hash of the evidence, see <see cref="OfferEvidence.Hash"/>.</summary>
    public string? Hash { get; init; }

    /// <summary>The version of the policy that applied.</summary>
    public long? PolicyVersion { get; init; }

    /// <summary>What the risk guard answered; null when it was not asked.</summary>
    public ReserveResult? Reservation { get; init; }

    /// <summary>What the idempotency key meant; when it was refused, nothing else of this answer counts.</summary>
    public IdempotencyStatus Idempotency { get; init; }

    /// <summary>Whether the offer may be made.</summary>
    public bool IsOk =>
        Status == OfferStatus.Ok && Idempotency is (IdempotencyStatus.Fresh or IdempotencyStatus.Replayed);

    /// <summary>
    /// Why the offer is not made, as a stable code such as <c>policy_disabled</c>: the risk guard's own code when it
    /// denied, the status otherwise; null when the offer may be made.
    /// </summary>
    public string? Reason => Status switch
    {
        OfferStatus.Ok => null,
        OfferStatus.RiskDenied => Reservation?.Code ?? WireNames.Of(Status),
        _ => WireNames.Of(Status),
    };
}
