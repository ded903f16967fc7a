namespace Valhalla.Governance;

/// <summary>The notices that could not be delivered, and a way to send them again. Thread-safe.</summary>
public interface IGovernanceNotices
{
    /// <summary>Lists dead letters, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The limit is not 1 to 1 000.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<NoticeDeadLetter>> ListDeadLettersAsync(
        NoticeDeadLetterQuery query, CancellationToken cancellationToken = default);

    /// <summary>Sends a dead letter again, once and now, and keeps who asked and how it ended.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="author">Who asks.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer; the notice may have been sent.</exception>
    ValueTask<NoticeRetryResult> RetryDeadLetterAsync(
        long id, ChangeAuthor author, CancellationToken cancellationToken = default);
}
