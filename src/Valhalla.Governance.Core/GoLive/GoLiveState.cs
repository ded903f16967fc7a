namespace Valhalla.Governance;

/// <summary>The one row that says whether production execution is on.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record GoLiveState
{
    /// <summary>Whether production execution is enabled.</summary>
    public bool GoLiveEnabled { get; init; }

    /// <summary>Whether the kill switch stops every execution.</summary>
    public bool KillSwitchEngaged { get; init; }

    /// <summary>Counts the changes; each change adds one. Starts at 0.</summary>
    public long Epoch { get; init; }

    /// <summary>Why the last change was made; null before the first.</summary>
    public string? Reason { get; init; }

    /// <summary>Who made the last change.</summary>
    public string UpdatedBy { get; init; } = "system";

    /// <summary>When the last change was made, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>
    /// Who has approved the release of the engaged kill switch so far, while a quorum is needed. One that is older than
    /// <c>GoLive:ReleaseApprovalLifetime</c> no longer counts.
    /// </summary>
    public IReadOnlyList<ReleaseApproval> ReleaseApprovals
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of<ReleaseApproval>([]);

    /// <summary>When the kill switch was last released, UTC; null before. What was signed until then is void.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }
}
