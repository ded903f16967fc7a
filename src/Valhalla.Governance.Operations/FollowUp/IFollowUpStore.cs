using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>Follow-up tasks. All times are the store's clock.</summary>
internal interface IFollowUpStore
{
    /// <summary>
    /// Stores a ladder, and with a ticket the answer to it, in one transaction. A lead with a pending task gets the
    /// ladder of that task instead, however many ask at once.
    /// </summary>
    ValueTask<LadderCreation> CreateAsync(
        NewLadder ladder, IdempotencyTicket? ticket, CancellationToken cancellationToken);

    /// <summary>A task, or null, and the time of the reading.</summary>
    ValueTask<(FollowUpTask? Task, DateTimeOffset Now)> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Due tasks without a live lease by due time and id, and the time of the reading.</summary>
    ValueTask<(IReadOnlyList<FollowUpTask> Tasks, DateTimeOffset Now)> ListDueAsync(
        FollowUpDueQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Claims due tasks without a live lease, oldest first, passing over those that another claim is taking right now,
    /// and postpones those that the judge says, in one transaction.
    /// </summary>
    ValueTask<IReadOnlyList<FollowUpTask>> ClaimAsync(
        FollowUpClaimOrder order, FollowUpJudge judge, CancellationToken cancellationToken);

    /// <summary>
    /// Completes a pending task, unless a claim is named and another one is live.
    /// </summary>
    /// <returns>Whether it was completed now.</returns>
    ValueTask<bool> TryCompleteAsync(FollowUpCompletion completion, CancellationToken cancellationToken);

    /// <summary>Cancels the pending tasks of a lead in one transaction.</summary>
    /// <returns>How many there were.</returns>
    ValueTask<int> StopAsync(string leadId, string reason, string actor, CancellationToken cancellationToken);

    /// <summary>Whether a lead ever had a ladder.</summary>
    ValueTask<bool> IsKnownAsync(string leadId, CancellationToken cancellationToken);

    /// <summary>Counts the tasks completed within a period up to now, by how long they took.</summary>
    ValueTask<FollowUpCompletedCounts> CountCompletedAsync(TimeSpan period, CancellationToken cancellationToken);

    /// <summary>The markets that have a pending task which was due before an instant.</summary>
    ValueTask<IReadOnlyList<FollowUpMarket>> ListOverdueMarketsAsync(
        DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Counts a market's pending tasks that were first due by an instant.</summary>
    ValueTask<long> CountOverdueAsync(
        FollowUpMarket market, DateTimeOffset firstDueBy, CancellationToken cancellationToken);
}
