namespace Valhalla.Governance;

/// <summary>
/// The go/no-go board: criteria over evidence, evaluations that people sign, and decisions that let the influence of a
/// policy climb.
/// </summary>
/// <remarks>Thread-safe. Evidence that is missing or too old is a NO-GO, never a pass.</remarks>
public interface IGoNoGoBoard
{
    /// <summary>Every enabled criterion, in the order of the board.</summary>
    IReadOnlyList<Criterion> Criteria { get; }

    /// <summary>Records observations, all or none.</summary>
    /// <param name="post">The observations.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not write them.</exception>
    ValueTask<EvidencePostResult> PostEvidenceAsync(EvidencePost post, CancellationToken cancellationToken = default);

    /// <summary>The newest observation of every signal, from providers and from what was posted, by name.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<Evidence>> GetEvidenceAsync(CancellationToken cancellationToken = default);

    /// <summary>Judges every criterion and stores the result. It takes the place of the evaluation before.</summary>
    /// <param name="author">Who asks.</param>
    /// <param name="cancellationToken">Cancels the evaluation.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<GoNoGoEvaluation> EvaluateAsync(ChangeAuthor author, CancellationToken cancellationToken = default);

    /// <summary>The newest evaluation with its signatures; null before the first.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<GoNoGoEvaluation?> GetEvaluationAsync(CancellationToken cancellationToken = default);

    /// <summary>Signs the newest evaluation in one role.</summary>
    /// <param name="request">Which evaluation, which role, who.</param>
    /// <param name="cancellationToken">Cancels the change.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<SignOffResult> SignOffAsync(SignOffRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records a decision, and in the same transaction lets the influence climb (GO) or takes that away (NO-GO).
    /// </summary>
    /// <param name="request">What is decided, on which evaluation, by whom and why.</param>
    /// <param name="cancellationToken">Cancels the change.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<GoNoGoDecisionResult> DecideAsync(
        GoNoGoDecisionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads decisions, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The limit is out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<GoNoGoDecision>> ListDecisionsAsync(
        GoNoGoDecisionQuery query, CancellationToken cancellationToken = default);
}
