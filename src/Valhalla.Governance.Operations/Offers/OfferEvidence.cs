namespace Valhalla.Governance;

/// <summary>What an offer was computed from, and how it ended. Never changed once stored.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record OfferEvidence
{
    /// <summary>The id; 0 before it is stored. Not part of the hash.</summary>
    public long Id { get; init; }

    /// <summary>The province or territory.</summary>
    public required ProvinceCode Province { get; init; }

    /// <summary>The market, if given.</summary>
    public MarketName? Market { get; init; }

    /// <summary>The lead, if given.</summary>
    public string? LeadId { get; init; }

    /// <summary>The after-repair value.</summary>
    public required Money Arv { get; init; }

    /// <summary>The cost of repairs.</summary>
    public required Money Repairs { get; init; }

    /// <summary>The fees that applied.</summary>
    public required Money Fees { get; init; }

    /// <summary>The multiplier that applied, in basis points.</summary>
    public required int MultiplierBasisPoints { get; init; }

    /// <summary>The maximum allowable offer; null where none was computed or none is above zero.</summary>
    public Money? Mao { get; init; }

    /// <summary>
    /// Why the offer was not made; null when it may be made. With an <see cref="Mao"/>, anything but
    /// <c>below_min_offer</c> is the risk guard's reason.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>The version of the policy that applied; its values are in the audit record of that version.</summary>
    public required long PolicyVersion { get; init; }

    /// <summary>The comparable sales as given, if any.</summary>
    public string? CompsJson { get; init; }

    /// <summary>The assumptions as given, if any.</summary>
    public string? AssumptionsJson { get; init; }

    /// <summary>The reservation of the offer, if one was made.</summary>
    public ReservationId? ReservationId { get; init; }

    /// <summary>Who asked.</summary>
    public required string Actor { get; init; }

    /// <summary>What links it to other events, if given.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>When it was computed, UTC, in whole microseconds.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// SHA-256, in lower-case hex, over the canonical JSON (RFC 8785) of everything here but <see cref="Id"/> and the
    /// hash itself.
    /// </summary>
    public string Hash { get; init; } = "";

    /// <summary>Whether the hash is that of the other values: whether nothing was changed since.</summary>
    public bool HasValidHash() => string.Equals(
        Hash, Operations.Offers.OfferEvidenceHash.Compute(this), StringComparison.Ordinal);
}
