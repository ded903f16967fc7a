namespace Valhalla.Governance.EntityFramework.Offers;

/// <summary>A row of <c>offer_policy</c>. Amounts are counts of 1/10 000 of the currency unit.</summary>
internal sealed class OfferPolicyRow
{
    public string Province { get; set; } = "";

    public bool Enabled { get; set; }

    public int MultiplierBp { get; set; }

    public long Fees { get; set; }

    public long? MinOffer { get; set; }

    public long? MaxOffer { get; set; }

    public int MinComps { get; set; }

    public string? Reason { get; set; }

    public string ChangedBy { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; }

    public long Version { get; set; }

    public OfferPolicy ToPolicy() => new()
    {
        Province = new ProvinceCode(Province),
        Enabled = Enabled,
        MultiplierBasisPoints = MultiplierBp,
        Fees = Money.FromUnits(Fees),
        MinOffer = MinOffer is { } least ? Money.FromUnits(least) : null,
        MaxOffer = MaxOffer is { } most ? Money.FromUnits(most) : null,
        MinComps = MinComps,
        Reason = Reason,
        ChangedBy = ChangedBy,
        UpdatedAt = UpdatedAt,
        Version = Version,
    };

    public void Apply(OfferPolicy policy)
    {
        Province = policy.Province.Value;
        Enabled = policy.Enabled;
        MultiplierBp = policy.MultiplierBasisPoints;
        Fees = policy.Fees.Units;
        MinOffer = policy.MinOffer?.Units;
        MaxOffer = policy.MaxOffer?.Units;
        MinComps = policy.MinComps;
        Reason = policy.Reason;
        ChangedBy = policy.ChangedBy;
        UpdatedAt = policy.UpdatedAt.ToUniversalTime();
        Version = policy.Version;
    }
}
