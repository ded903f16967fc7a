namespace Valhalla.Governance;

/// <summary>A lead's open ladder.</summary>
/// <param name="Status">What became of the request.</param>
/// <param name="Tasks">All six tasks of the ladder by step; empty when there is none.</param>
/// <param name="Idempotency">What the idempotency key meant. A replay answers the tasks as they were then.</param>
public sealed record CreateLadderResult(
    CreateLadderStatus Status,
    IReadOnlyList<FollowUpTask> Tasks,
    IdempotencyStatus Idempotency = IdempotencyStatus.Fresh)
{
    /// <summary>All six tasks of the ladder by step; empty when there is none.</summary>
    public IReadOnlyList<FollowUpTask> Tasks
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Tasks);
}
