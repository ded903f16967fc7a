namespace Valhalla.Governance;

/// <summary>Tasks that one worker may work on, and nobody else until the lease ends.</summary>
/// <param name="ClaimId">The claim; null when nothing was due.</param>
/// <param name="Tasks">The tasks, oldest first; each has the end of its lease.</param>
public sealed record FollowUpClaim(Guid? ClaimId, IReadOnlyList<FollowUpTask> Tasks)
{
    /// <summary>The tasks, oldest first; each has the end of its lease.</summary>
    public IReadOnlyList<FollowUpTask> Tasks
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Tasks);
}
