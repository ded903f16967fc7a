namespace SampleApi.Leads;

/// <summary>How far a lead came.</summary>
/// <param name="OfferSent">Whether an offer went out.</param>
/// <param name="Reason">What held it back; null when the offer went out.</param>
/// <param name="Contacted">Whether the first message was sent.</param>
/// <param name="NextAllowedAt">When the person may be contacted, if not now.</param>
/// <param name="FollowUps">When the six follow-ups are due.</param>
/// <param name="LiquidityScore">How well the market buys, 0 to 100 and a little more; null when nobody asked.</param>
/// <param name="Offer">The offer in currency units; null when there is none.</param>
/// <param name="EvidenceId">Where the inputs of the offer are kept.</param>
/// <param name="ReservationId">The money that is set aside for it.</param>
public sealed record LeadOutcome(
    bool OfferSent,
    string? Reason,
    bool Contacted,
    DateTimeOffset? NextAllowedAt,
    IReadOnlyList<DateTimeOffset> FollowUps,
    double? LiquidityScore = null,
    decimal? Offer = null,
    long? EvidenceId = null,
    string? ReservationId = null);
