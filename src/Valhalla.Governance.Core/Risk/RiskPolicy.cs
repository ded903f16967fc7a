namespace Valhalla.Governance;

/// <summary>How much an engine, or <see cref="EngineName.Global"/>, may commit and lose in a day.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record RiskPolicy
{
    /// <summary>The engine the policy is for.</summary>
    public required EngineName Engine { get; init; }

    /// <summary>Whether the engine may reserve at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The net loss at which the engine stops for the day; zero or more.</summary>
    public required Money MaxDailyLoss { get; init; }

    /// <summary>How much may be reserved in a day; zero or more.</summary>
    public required Money MaxDailyExposure { get; init; }

    /// <summary>How much may be open at any time, or null for no cap.</summary>
    public Money? MaxOpenReserved { get; init; }

    /// <summary>
    /// The share of what is open that has to fit under <see cref="MaxDailyLoss"/> as if it were lost already, in
    /// basis points, 0 to 10 000. Default 0.
    /// </summary>
    public int WorstCaseLossBasisPoints { get; init; }

    /// <summary>Why the policy is as it is; null when nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>Who made the last change.</summary>
    public string ChangedBy { get; init; } = "system";

    /// <summary>When the last change was made, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts the changes; 1 is the first state.</summary>
    public long Version { get; init; } = 1;
}
