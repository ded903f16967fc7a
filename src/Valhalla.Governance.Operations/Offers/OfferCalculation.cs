namespace Valhalla.Governance;

/// <summary>The terms of an offer and what they give.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
/// <param name="Arv">The after-repair value.</param>
/// <param name="MultiplierBasisPoints">The share of it that the policy allows, in basis points.</param>
/// <param name="Repairs">What is taken off for repairs.</param>
/// <param name="Fees">What is taken off for fees: the request's, else the policy's.</param>
/// <param name="Formula">
/// <c>ARV × multiplier − repairs − fees</c>, rounded down to 0.0001; may be zero or negative.
/// </param>
/// <param name="Mao">The maximum allowable offer, positive; null when the formula gives nothing above zero.</param>
/// <param name="Bound">Which bound of the policy decided it.</param>
public sealed record OfferCalculation(
    Money Arv, int MultiplierBasisPoints, Money Repairs, Money Fees, Money Formula, Money? Mao, OfferBound Bound);
