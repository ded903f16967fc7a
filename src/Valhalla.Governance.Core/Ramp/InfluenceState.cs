namespace Valhalla.Governance;

/// <summary>How much of the traffic the governed policy decides live.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record InfluenceState
{
    /// <summary>Full influence in basis points: 10 000.</summary>
    public const int FullBasisPoints = 10_000;

    /// <summary>The share of units decided live, 0 (shadow) to 10 000 (all), in basis points. Default 0.</summary>
    public int BasisPoints { get; init; }

    /// <summary>Counts the changes of the influence. Observations belong to a step.</summary>
    public long Step { get; init; }

    /// <summary>When the influence last changed, UTC; null before the first change.</summary>
    public DateTimeOffset? SteppedAt { get; init; }

    /// <summary>The GO decision the ramp runs under; null while there is none, and after every return to 0.</summary>
    public long? DecisionId { get; init; }

    /// <summary>Until when that decision allows steps up, UTC.</summary>
    public DateTimeOffset? DecisionExpiresAt { get; init; }

    /// <summary>The last automatic or manual return to 0; null when there was none.</summary>
    public RampRollback? LastRollback { get; init; }

    /// <summary>Why the last change was made; null before the first.</summary>
    public string? Reason { get; init; }

    /// <summary>Who made the last change.</summary>
    public string UpdatedBy { get; init; } = "system";

    /// <summary>When the last change was made, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts all changes; 0 before the first.</summary>
    public long Version { get; init; }
}
