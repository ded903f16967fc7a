namespace Valhalla.Governance.EntityFramework.MarketPolicies;

/// <summary>A row of <c>market_policy</c>. The market is empty for a whole province.</summary>
internal sealed class MarketPolicyRow
{
    private static readonly ContactWindows Closed = new(static _ => []);

    public string Province { get; set; } = "";

    public string Market { get; set; } = "";

    public bool Enabled { get; set; }

    public string Windows { get; set; } = "";

    public string Channels { get; set; } = "";

    public int MinLeadScore { get; set; }

    public string? TimeZone { get; set; }

    public string? Reason { get; set; }

    public string ChangedBy { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; }

    public long Version { get; set; }

    public MarketPolicy ToPolicy() => new()
    {
        Province = new ProvinceCode(Province),
        Market = Market.Length == 0 ? null : new MarketName(Market),
        Enabled = Enabled,
        Windows = ReadWindows(Windows),
        Channels =
        [
            .. Split(Channels).Select(StoredNames.Read<ContactChannel>).Distinct(),
        ],
        MinLeadScore = MinLeadScore,
        TimeZone = TimeZone,
        Reason = Reason,
        ChangedBy = ChangedBy,
        UpdatedAt = UpdatedAt,
        Version = Version,
    };

    // What is no week, as somebody's SQL may have left it, is closed: nobody is contacted by it.
    private static ContactWindows ReadWindows(string text)
    {
        try
        {
            return ContactWindows.Parse(text);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return Closed;
        }
    }

    public void Apply(MarketPolicy policy)
    {
        Province = policy.Province.Value;
        Market = policy.Market?.Value ?? "";
        Enabled = policy.Enabled;
        Windows = policy.Windows.ToString();
        Channels = string.Join(',', policy.Channels.Where(WireNames.IsKnown).Select(WireNames.CapitalsOf).Concat(
            policy.Channels.All(WireNames.IsKnown) ? [] : Split(Channels).Where(name => !IsKnown(name))));
        MinLeadScore = policy.MinLeadScore;
        TimeZone = policy.TimeZone;
        Reason = policy.Reason;
        ChangedBy = policy.ChangedBy;
        UpdatedAt = policy.UpdatedAt.ToUniversalTime();
        Version = policy.Version;
    }

    private static string[] Split(string channels) => channels.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsKnown(string channel) => WireNames.TryRead<ContactChannel>(channel, out _);
}
