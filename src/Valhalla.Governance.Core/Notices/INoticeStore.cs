namespace Valhalla.Governance.Notices;

/// <summary>The places of notifiers in the audit chain, and the notices that could not be delivered.</summary>
internal interface INoticeStore
{
    /// <summary>
    /// Takes the lease of a notifier, or keeps it. A notifier that has no place yet gets one at the end of the chain.
    /// </summary>
    /// <param name="notifier">The notifier's name.</param>
    /// <param name="owner">This process.</param>
    /// <param name="duration">How long, by the store's clock; extended only when less than half is left.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lease with the notifier's place, or null while another process holds it.</returns>
    ValueTask<NoticeLease?> TryTakeAsync(
        string notifier, string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Moves the place on, keeps what could not be delivered, and extends the lease: all or nothing.</summary>
    /// <returns>The lease with its new place, or null when another process holds it now; nothing was written.</returns>
    ValueTask<NoticeLease?> TryAdvanceAsync(
        NoticeLease lease,
        long sequence,
        NewDeadLetter? deadLetter,
        TimeSpan duration,
        CancellationToken cancellationToken);

    /// <summary>Gives the lease back, if it is still held.</summary>
    ValueTask ReleaseAsync(NoticeLease lease, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<NoticeDeadLetter>> ListAsync(
        NoticeDeadLetterQuery query, CancellationToken cancellationToken);

    ValueTask<NoticeDeadLetter?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Keeps how sending an open dead letter again ended; a resolved one stays as it is.</summary>
    /// <returns>The dead letter as it is now, or null when there is none of the id.</returns>
    ValueTask<NoticeDeadLetter?> RecordRetryAsync(
        long id, NoticeOutcome outcome, string actor, CancellationToken cancellationToken);

    /// <summary>How many dead letters of these notifiers are open.</summary>
    ValueTask<long> CountOpenAsync(IReadOnlyCollection<string> notifiers, CancellationToken cancellationToken);
}
