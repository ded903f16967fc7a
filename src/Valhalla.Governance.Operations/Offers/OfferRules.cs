namespace Valhalla.Governance.Operations.Offers;

/// <summary>What a policy makes of a request. Pure and exact.</summary>
internal static class OfferRules
{
    public const int BasisPoints = 10_000;

    /// <summary>The status without the risk guard, and the calculation where the policy allows one.</summary>
    public static (OfferStatus Status, OfferCalculation? Calculation) Decide(
        OfferPolicy policy, Money arv, Money repairs, Money? fees, int comps)
    {
        if (!policy.Enabled)
        {
            return (OfferStatus.PolicyDisabled, null);
        }

        if (comps < policy.MinComps)
        {
            return (OfferStatus.NotEnoughComps, null);
        }

        var calculation = Bound(policy, arv, repairs, fees ?? policy.Fees);
        return calculation switch
        {
            { Mao: null } => (OfferStatus.NoViableOffer, calculation),
            { Bound: OfferBound.MinOffer } => (OfferStatus.BelowMinOffer, calculation),
            _ => (OfferStatus.Ok, calculation),
        };
    }

    /// <summary>
    /// <c>ARV × multiplier − repairs − fees</c>, rounded down to 1/10 000 of the currency unit, so that an offer is
    /// never above the formula. In 128 bits: the product of the largest value and multiplier is 10²⁰.
    /// </summary>
    public static Money Formula(Money arv, int multiplierBasisPoints, Money repairs, Money fees)
    {
        var product = (Int128)arv.Units * multiplierBasisPoints;

        // Neither factor is negative, so that the division rounds down.
        return Money.FromUnits((long)((product / BasisPoints) - repairs.Units - fees.Units));
    }

    private static OfferCalculation Bound(OfferPolicy policy, Money arv, Money repairs, Money fees)
    {
        var formula = Formula(arv, policy.MultiplierBasisPoints, repairs, fees);
        var bound = policy.MinOffer is { } least && formula < least ? OfferBound.MinOffer
            : policy.MaxOffer is { } most && formula > most ? OfferBound.MaxOffer
            : OfferBound.None;
        Money? mao = !formula.IsPositive ? null : bound == OfferBound.MaxOffer ? policy.MaxOffer : formula;
        return new OfferCalculation(
            arv, policy.MultiplierBasisPoints, repairs, fees, formula, mao, mao is null ? OfferBound.None : bound);
    }
}
