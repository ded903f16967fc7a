namespace Valhalla.Governance;

/// <summary>What to compute an offer for.</summary>
/// <param name="Province">The province or territory; its policy applies.</param>
/// <param name="Arv">The after-repair value; positive, at most 10¹² currency units.</param>
/// <param name="Repairs">The cost of repairs; zero or more, not above <paramref name="Arv"/>.</param>
public sealed record OfferRequest(ProvinceCode Province, Money Arv, Money Repairs)
{
    /// <summary>The engine that offers are reserved for unless another one is named: <c>WHOLESALE</c>.</summary>
    public static EngineName DefaultEngine { get; } = new("WHOLESALE");

    /// <summary>The market; kept as evidence.</summary>
    public MarketName? Market { get; init; }

    /// <summary>The lead, 1 to 200 characters; kept as evidence.</summary>
    public string? LeadId { get; init; }

    /// <summary>Fees instead of the policy's; zero or more, at most 10¹² currency units.</summary>
    public Money? Fees { get; init; }

    /// <summary>
    /// The comparable sales as a JSON array of at most 100 objects, each with a positive number <c>price</c>; at most
    /// 32 KiB. Null is none.
    /// </summary>
    public string? CompsJson { get; init; }

    /// <summary>What else the offer rests on, as a JSON object of at most 16 KiB.</summary>
    public string? AssumptionsJson { get; init; }

    /// <summary>
    /// The engine to reserve the offer for, such as <see cref="DefaultEngine"/>; null reserves nothing. Not
    /// <see cref="EngineName.Global"/>.
    /// </summary>
    public EngineName? Reserve { get; init; }

    /// <summary>
    /// After what time what is still open of the reservation is given back, 1 s to 366 d. Default 24 hours. Never
    /// unlimited: it is what frees the money of an offer whose caller has crashed.
    /// </summary>
    public TimeSpan ReserveTimeToLive { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Who asks, 1 to 200 characters. Default <c>system</c>.</summary>
    public string Actor
    {
        get;
        init => field = PlainText.Normalize(value);
    } = "system";

    /// <summary>What links this to other events, 1 to 200 characters; the reservation gets it too.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Makes the request decidable once, 1 to 255 characters; null computes it each time.</summary>
    public string? IdempotencyKey { get; init; }
}
