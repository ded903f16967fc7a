namespace Valhalla.Governance;

/// <summary>Which drop of which metric trips, and what happens then.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record RegressionPolicy
{
    /// <summary>The series that is watched.</summary>
    public required KpiSeries Series { get; init; }

    /// <summary>Whether it is watched. Default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>How many of the last events are judged, 5 to 10 000. Default 50.</summary>
    public int WindowEvents { get; init; } = 50;

    /// <summary>How many events before them they are compared with, 5 to 100 000. Default 200.</summary>
    public int BaselineEvents { get; init; } = 200;

    /// <summary>The relative drop that trips, above 0 to 1. Default 0.20.</summary>
    public double MaxDrop { get; init; } = 0.20;

    /// <summary>What happens then.</summary>
    public RegressionAction Action { get; init; }

    /// <summary>What is compared.</summary>
    public RegressionKind Kind { get; init; }

    /// <summary>Which way is worse.</summary>
    public RegressionDirection Direction { get; init; }

    /// <summary>Which proof a drop needs.</summary>
    public RegressionEvidence Evidence { get; init; }

    /// <summary>Why the policy is as it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Who made the last change.</summary>
    public string ChangedBy { get; init; } = "system";

    /// <summary>When the last change was made, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts the changes; 1 is the first state.</summary>
    public long Version { get; init; } = 1;
}
