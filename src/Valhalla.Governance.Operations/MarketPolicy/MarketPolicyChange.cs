namespace Valhalla.Governance;

/// <summary>
/// A change of a market policy: what is null stays as it is. The policy of a new market starts as a copy of its
/// province's.
/// </summary>
/// <param name="Province">The province or territory.</param>
/// <param name="Author">Who asks.</param>
public sealed record MarketPolicyChange(ProvinceCode Province, ChangeAuthor Author)
{
    /// <summary>The market; null changes the policy of the whole province.</summary>
    public MarketName? Market { get; init; }

    /// <summary>See <see cref="MarketPolicy.Enabled"/>.</summary>
    public bool? Enabled { get; init; }

    /// <summary>
    /// See <see cref="MarketPolicy.Windows"/>: each lies within the calling hours of its day, and there is at least
    /// one.
    /// </summary>
    public ContactWindows? Windows { get; init; }

    /// <summary>See <see cref="MarketPolicy.Channels"/>; at least one.</summary>
    public IReadOnlyList<ContactChannel>? Channels
    {
        get;
        init => field = TextList.Of(value);
    }

    /// <summary>See <see cref="MarketPolicy.MinLeadScore"/>; 0 to 100.</summary>
    public int? MinLeadScore { get; init; }

    /// <summary>See <see cref="MarketPolicy.TimeZone"/>: one of the province's; only for a market.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Takes the market's zone away, so that every zone of the province counts.</summary>
    public bool RemoveTimeZone { get; init; }

    /// <summary>Why.</summary>
    public string? Reason
    {
        get;
        init => field = PlainText.Normalize(value);
    }
}
