namespace Valhalla.Governance;

/// <summary>How offers of a province are computed and bounded.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record OfferPolicy
{
    /// <summary>The province or territory.</summary>
    public required ProvinceCode Province { get; init; }

    /// <summary>Whether offers are made at all. Default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// The share of the after-repair value that an offer starts from, in basis points, 1 to 10 000. Default 7 000
    /// (0.70).
    /// </summary>
    public int MultiplierBasisPoints { get; init; } = 7_000;

    /// <summary>What is taken off for fees, in currency units; not below zero. Default 0.</summary>
    public Money Fees { get; init; }

    /// <summary>The least offer that is worth making; null for none.</summary>
    public Money? MinOffer { get; init; }

    /// <summary>The highest offer, whatever the formula gives; null for none.</summary>
    public Money? MaxOffer { get; init; }

    /// <summary>How many comparable sales an offer must rest on, 0 to 100. Default 0.</summary>
    public int MinComps { get; init; }

    /// <summary>Why the policy is as it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Who made the last change.</summary>
    public string ChangedBy { get; init; } = "system";

    /// <summary>When the last change was made, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts the changes; 1 is the first state.</summary>
    public long Version { get; init; } = 1;
}
