namespace Valhalla.Governance;

/// <summary>Somebody who is to be contacted.</summary>
/// <param name="Province">Where the recipient is.</param>
/// <param name="Channel">How.</param>
public sealed record ContactRequest(ProvinceCode Province, ContactChannel Channel)
{
    /// <summary>The recipient's market; null for anywhere in the province.</summary>
    public MarketName? Market { get; init; }

    /// <summary>
    /// The score of the lead, 0 to 100; null when it has none, which is below every minimum but 0.
    /// </summary>
    public int? LeadScore { get; init; }

    /// <summary>When, from the year 1970 to 2199; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>
    /// When, by the recipient's own clock, instead of <see cref="At"/>: on the next day of that weekday, today
    /// included, by the calendar of the principal time zone.
    /// </summary>
    public RecipientTime? RecipientTime { get; init; }
}
