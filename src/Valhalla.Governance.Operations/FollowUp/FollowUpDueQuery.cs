namespace Valhalla.Governance;

/// <summary>Which due tasks to list.</summary>
public sealed record FollowUpDueQuery
{
    /// <summary>Where the page before ended; null for the first page.</summary>
    public FollowUpDueCursor? After { get; init; }

    /// <summary>How many at most, 1 to 1 000. Default 100.</summary>
    public int Limit { get; init; } = 100;
}
