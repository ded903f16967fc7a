namespace Valhalla.Governance;

/// <summary>
/// The score of a market or province, with every term of it:
/// <c>Score = (ResponseComponent + CloseComponent) · Weight</c>.
/// </summary>
/// <remarks>
/// A market at both targets (0.60 and 0.25) with plenty of contacts scores near 100; one that beats them scores more,
/// up to 260. Immutable.
/// </remarks>
public sealed record LiquidityScore
{
    /// <summary>After how many days an event counts half.</summary>
    public const int HalfLifeDays = 30;

    /// <summary>The province.</summary>
    public required ProvinceCode Province { get; init; }

    /// <summary>The market that was asked for; null when none was.</summary>
    public required MarketName? Market { get; init; }

    /// <summary>The property type.</summary>
    public required PropertyType PropertyType { get; init; }

    /// <summary>0 to 260; 100 at both targets with plenty of contacts.</summary>
    public required double Score { get; init; }

    /// <summary>Responses per contact, 0 to 1; 0 without contacts.</summary>
    public required double ResponseRate { get; init; }

    /// <summary>Closes per contact, 0 to 1; 0 without contacts.</summary>
    public required double CloseRate { get; init; }

    /// <summary>Decayed contacts that the score rests on.</summary>
    public required double N { get; init; }

    /// <summary>How much these contacts can be trusted: <c>n / (n + 20)</c>, 0 to 1.</summary>
    public required double Weight { get; init; }

    /// <summary><c>100 · 0.6 · response rate / 0.60</c>, 0 to 100; 60 at the target.</summary>
    public required double ResponseComponent { get; init; }

    /// <summary><c>100 · 0.4 · close rate / 0.25</c>, 0 to 160; 40 at the target.</summary>
    public required double CloseComponent { get; init; }

    /// <summary>Whether the score is the market's own or the province's.</summary>
    public required LiquidityLevel Level { get; init; }

    /// <summary>Decayed contacts of the market itself; null when none was asked for.</summary>
    public required double? MarketN { get; init; }

    /// <summary>Below how many contacts of its own a market is scored by its province.</summary>
    public required int MinContacts { get; init; }

    /// <summary>Whether the score is below 50: too cold to offer.</summary>
    public required bool IsCold { get; init; }
}
