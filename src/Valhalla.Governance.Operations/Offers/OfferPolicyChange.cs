namespace Valhalla.Governance;

/// <summary>A change of an offer policy: what is null stays as it is.</summary>
/// <param name="Province">The province or territory.</param>
/// <param name="Author">Who asks.</param>
public sealed record OfferPolicyChange(ProvinceCode Province, ChangeAuthor Author)
{
    /// <summary>See <see cref="OfferPolicy.Enabled"/>.</summary>
    public bool? Enabled { get; init; }

    /// <summary>See <see cref="OfferPolicy.MultiplierBasisPoints"/>; 1 to 10 000.</summary>
    public int? MultiplierBasisPoints { get; init; }

    /// <summary>See <see cref="OfferPolicy.Fees"/>; zero or more, at most 10¹² currency units.</summary>
    public Money? Fees { get; init; }

    /// <summary>See <see cref="OfferPolicy.MinOffer"/>; zero or more, at most 10¹² currency units.</summary>
    public Money? MinOffer { get; init; }

    /// <summary>Removes the least offer.</summary>
    public bool RemoveMinOffer { get; init; }

    /// <summary>See <see cref="OfferPolicy.MaxOffer"/>; positive, at most 10¹² currency units.</summary>
    public Money? MaxOffer { get; init; }

    /// <summary>Removes the highest offer.</summary>
    public bool RemoveMaxOffer { get; init; }

    /// <summary>See <see cref="OfferPolicy.MinComps"/>; 0 to 100.</summary>
    public int? MinComps { get; init; }

    /// <summary>Why, 1 to 1 000 characters.</summary>
    public string? Reason
    {
        get;
        init => field = PlainText.Normalize(value);
    }
}
