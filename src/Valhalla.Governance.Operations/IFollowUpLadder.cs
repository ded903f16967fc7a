namespace Valhalla.Governance;

/// <summary>
/// Follows leads up: six contacts over seven days (SMS, CALL, SMS, CALL, SMS, CALL), each due inside a contact window
/// of the lead's market, each worked on by one worker at a time.
/// </summary>
/// <remarks>Thread-safe. Leases and due times follow the store's clock.</remarks>
public interface IFollowUpLadder
{
    /// <summary>
    /// Makes the ladder of a lead, or answers the one that is open. A lead never has two open ladders.
    /// </summary>
    /// <param name="request">The lead.</param>
    /// <param name="cancellationToken">Cancels the request; the ladder may still be made.</param>
    /// <exception cref="ArgumentException">A part is malformed.</exception>
    /// <exception cref="ValhallaStoreException">The store could not make it.</exception>
    ValueTask<CreateLadderResult> CreateAsync(
        CreateLadderRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists due tasks that nobody has claimed, or whose lease has ended, oldest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<DueFollowUp>> ListDueAsync(
        FollowUpDueQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Claims due tasks, oldest first: no other claim gets them before the lease ends. Tasks whose window is closed
    /// now are not handed out: their due time moves to the next window, at most ten times <paramref name="limit"/> of
    /// them in one call, so a claim may hand out fewer tasks than there are.
    /// </summary>
    /// <param name="worker">Who works on them, 1 to 200 characters.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="lease">For how long, 10 s to 1 h; null takes 5 min.</param>
    /// <param name="cancellationToken">Cancels the request; tasks may still be claimed until the lease ends.</param>
    /// <exception cref="ArgumentException">A part is malformed or out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not claim them.</exception>
    ValueTask<FollowUpClaim> ClaimAsync(
        string worker, int limit, TimeSpan? lease = null, CancellationToken cancellationToken = default);

    /// <summary>Records that a contact was made. Doing it again answers the same.</summary>
    /// <param name="request">The contact.</param>
    /// <param name="cancellationToken">Cancels the request; it may still be recorded.</param>
    /// <exception cref="ArgumentException">A part is malformed.</exception>
    /// <exception cref="ValhallaStoreException">The store could not record it.</exception>
    ValueTask<CompleteFollowUpResult> CompleteAsync(
        CompleteFollowUpRequest request, CancellationToken cancellationToken = default);

    /// <summary>Cancels every open task of a lead at once, claimed ones included.</summary>
    /// <param name="leadId">The lead, 1 to 200 characters.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the request; the tasks may still be cancelled.</param>
    /// <returns>How many tasks were open; 0 when the lead has no open ladder.</returns>
    /// <exception cref="ArgumentException">A part is malformed.</exception>
    /// <exception cref="ValhallaStoreException">The store could not cancel them.</exception>
    ValueTask<int> StopAsync(
        string leadId, FollowUpStopReason reason, string actor, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cancels every open task of a lead at once, claimed ones included, and says whether the lead was known. An
    /// opt-out is never lost: where there is no task to cancel, it is kept in the audit chain.
    /// </summary>
    /// <param name="request">The lead, why, and who asks.</param>
    /// <param name="cancellationToken">Cancels the request; it may still be carried out.</param>
    /// <exception cref="ArgumentException">A part is malformed.</exception>
    /// <exception cref="ValhallaStoreException">The store could not carry it out. Ask again.</exception>
    ValueTask<StopFollowUpsResult> StopAsync(
        StopFollowUpsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Measures how fast due contacts were made.</summary>
    /// <param name="days">Over how many days up to now, 1 to 366.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The days are out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<FollowUpSla> GetSlaAsync(int days = 30, CancellationToken cancellationToken = default);
}
