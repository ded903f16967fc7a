namespace Valhalla.Governance.Notices;

/// <summary>Shows dead letters, and sends them again when somebody asks.</summary>
internal sealed class NoticeDesk(NoticeNotifiers notifiers, INoticeStore store, NoticeDelivery delivery)
    : IGovernanceNotices
{
    public async ValueTask<IReadOnlyList<NoticeDeadLetter>> ListDeadLettersAsync(
        NoticeDeadLetterQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1 or > NoticeDeadLetterQuery.MaxLimit)
        {
            throw new ArgumentException($"Ask for 1 to {NoticeDeadLetterQuery.MaxLimit} dead letters.", nameof(query));
        }

        return await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<NoticeRetryResult> RetryDeadLetterAsync(
        long id, ChangeAuthor author, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(author);
        var letter = await store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (letter is null)
        {
            return new NoticeRetryResult(NoticeRetryStatus.DeadLetterUnknown, null);
        }

        if (letter.ResolvedAt is not null)
        {
            return new NoticeRetryResult(NoticeRetryStatus.DeadLetterResolved, letter);
        }

        if (notifiers.Find(letter.Notifier) is not { } notifier)
        {
            return new NoticeRetryResult(NoticeRetryStatus.NotifierUnknown, letter);
        }

        var outcome = await delivery.SendOnceAsync(notifier, NoticeJson.Read(letter.NoticeJson), cancellationToken)
            .ConfigureAwait(false);

        // It was sent: that is kept even when the caller has gone.
        var now = await store.RecordRetryAsync(id, outcome, author.Name, CancellationToken.None).ConfigureAwait(false);
        return new NoticeRetryResult(
            outcome.IsDelivered ? NoticeRetryStatus.Delivered : NoticeRetryStatus.Failed, now ?? letter);
    }
}
