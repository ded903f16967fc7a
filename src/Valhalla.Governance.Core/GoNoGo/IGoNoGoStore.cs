using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Evidence, evaluations, signatures and decisions.</summary>
internal interface IGoNoGoStore
{
    /// <summary>Appends evidence, and with a ticket stores the answer to it, in one transaction.</summary>
    /// <param name="evidence">What was observed.</param>
    /// <param name="receivedAt">When it arrived.</param>
    /// <param name="ticket">The idempotency key, if any.</param>
    /// <param name="answerJson">The answer to keep for the key.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The answer that the key had already, and then nothing was appended; else null.</returns>
    ValueTask<StoredAnswer?> AppendEvidenceAsync(
        IReadOnlyList<Evidence> evidence,
        DateTimeOffset receivedAt,
        IdempotencyTicket? ticket,
        string answerJson,
        CancellationToken cancellationToken);

    /// <summary>The newest posted of each signal: by the time of observation, then the later post.</summary>
    ValueTask<IReadOnlyList<Evidence>> ReadNewestEvidenceAsync(CancellationToken cancellationToken);

    /// <summary>Reads where the board stands, without a lock.</summary>
    /// <param name="hash">The evaluation that is asked about; null asks about the newest.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    ValueTask<GoNoGoState> ReadAsync(string? hash, CancellationToken cancellationToken);

    /// <summary>
    /// Decides a change under the lock of all control state, and writes it with its audit records and the influence
    /// row in one transaction.
    /// </summary>
    /// <param name="hash">The evaluation that is asked about; null asks about the newest.</param>
    /// <param name="decide">Pure; it may run again when the store retries. Null writes nothing.</param>
    /// <param name="cancellationToken">Cancels the change.</param>
    ValueTask CommitAsync(
        string? hash, Func<GoNoGoState, DateTimeOffset, GoNoGoChange?> decide, CancellationToken cancellationToken);

    /// <summary>Decisions, newest first.</summary>
    ValueTask<IReadOnlyList<GoNoGoDecision>> ListDecisionsAsync(
        GoNoGoDecisionQuery query, CancellationToken cancellationToken);

    /// <summary>Decisions whose file nobody has written yet, oldest first.</summary>
    ValueTask<IReadOnlyList<GoNoGoDecision>> ListUnwrittenAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Notes that a decision's file was written.</summary>
    ValueTask MarkWrittenAsync(long decisionId, CancellationToken cancellationToken);
}
