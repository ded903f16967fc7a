namespace Valhalla.Governance;

/// <summary>How the computation of an offer ended, in the order in which it is decided.</summary>
public enum OfferStatus
{
    /// <summary>The province has no offer policy; no evidence is stored.</summary>
    PolicyMissing = 0,

    /// <summary>The province's policy is disabled.</summary>
    PolicyDisabled = 1,

    /// <summary>There are fewer comparable sales than the policy asks for.</summary>
    NotEnoughComps = 2,

    /// <summary>The formula gives nothing above zero.</summary>
    NoViableOffer = 3,

    /// <summary>The formula gives less than the policy's least offer.</summary>
    BelowMinOffer = 4,

    /// <summary>The risk guard denied the reservation that was asked for.</summary>
    RiskDenied = 5,

    /// <summary>The offer may be made.</summary>
    Ok = 6,
}
