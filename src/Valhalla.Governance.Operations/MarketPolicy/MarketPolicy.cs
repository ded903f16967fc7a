using Valhalla.Governance.Operations.MarketPolicies;

namespace Valhalla.Governance;

/// <summary>When, how and which people of a province or market may be contacted.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record MarketPolicy
{
    /// <summary>The province or territory.</summary>
    public required ProvinceCode Province { get; init; }

    /// <summary>The market the policy is for; null for the whole province.</summary>
    public MarketName? Market { get; init; }

    /// <summary>Whether anybody may be contacted at all. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// The windows of a week; they narrow the statutory calling hours and never widen them. Default: those hours.
    /// </summary>
    public ContactWindows Windows { get; init; } = ContactWindows.CallingHours;

    /// <summary>The channels that may be used. Default: all.</summary>
    public IReadOnlyList<ContactChannel> Channels
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of<ContactChannel>([ContactChannel.Sms, ContactChannel.Call]);

    /// <summary>The least score of a lead that may be contacted, 0 to 100. Default 0.</summary>
    public int MinLeadScore { get; init; }

    /// <summary>The IANA time zone of a market; null takes every zone of the province together.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Why the policy is as it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Who made the last change.</summary>
    public string ChangedBy { get; init; } = "system";

    /// <summary>When the last change was made, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts the changes; 1 is the first state.</summary>
    public long Version { get; init; } = 1;

    internal MarketKey Key => new(Province, Market);
}
