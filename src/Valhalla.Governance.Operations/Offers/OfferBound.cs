namespace Valhalla.Governance;

/// <summary>Which bound of the policy decided an offer.</summary>
public enum OfferBound
{
    /// <summary>None: the offer is what the formula gives.</summary>
    None = 0,

    /// <summary>The formula gives less than the least offer.</summary>
    MinOffer = 1,

    /// <summary>The formula gives more than the highest offer, which was taken instead.</summary>
    MaxOffer = 2,
}
