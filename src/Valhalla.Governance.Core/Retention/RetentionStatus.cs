namespace Valhalla.Governance;

/// <summary>Where retention stands, for all nodes together.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record RetentionStatus
{
    /// <summary>Whether it is enabled on the node that answers.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>Whether a run is under way on some node.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>When the last run began, UTC; null before the first.</summary>
    public DateTimeOffset? LastStartedAt { get; init; }

    /// <summary>When the last run that ended did so, UTC; null before the first.</summary>
    public DateTimeOffset? LastFinishedAt { get; init; }

    /// <summary>How the last run failed; null when it did not.</summary>
    public string? LastError { get; init; }

    /// <summary>When the next run may begin, UTC; null when it may now.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>Each table whose old rows are deleted.</summary>
    public required IReadOnlyList<RetentionTableStatus> Tables
    {
        get;
        init => field = TextList.Of(value);
    }
}
