namespace Valhalla.Governance;

/// <summary>A change of a risk policy: what is null stays as it is, or takes its default in a new policy.</summary>
/// <param name="Engine">The engine; a new one is created, and then needs both caps.</param>
/// <param name="Author">Who asks.</param>
public sealed record RiskPolicyChange(EngineName Engine, ChangeAuthor Author)
{
    /// <summary>Whether the engine may reserve.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The net loss at which the engine stops for the day; zero or more.</summary>
    public Money? MaxDailyLoss { get; init; }

    /// <summary>How much may be reserved in a day; zero or more.</summary>
    public Money? MaxDailyExposure { get; init; }

    /// <summary>How much may be open at any time.</summary>
    public Money? MaxOpenReserved { get; init; }

    /// <summary>Removes the cap on what may be open.</summary>
    public bool RemoveMaxOpenReserved { get; init; }

    /// <summary>See <see cref="RiskPolicy.WorstCaseLossBasisPoints"/>.</summary>
    public int? WorstCaseLossBasisPoints { get; init; }

    /// <summary>Why.</summary>
    public string? Reason
    {
        get;
        init => field = PlainText.Normalize(value);
    }
}
