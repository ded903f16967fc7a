namespace Valhalla.Governance;

/// <summary>
/// The Heimdall charter: keeps AI recommendations out of production until their domain has proved itself in the
/// sandbox, and this recommendation is confident enough.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public interface IHeimdallCharter
{
    /// <summary>
    /// Stores a recommendation and says whether it may be used in production, with all reasons against.
    /// </summary>
    /// <param name="request">The recommendation.</param>
    /// <param name="cancellationToken">Ends the wait; it may still have been stored.</param>
    /// <exception cref="ArgumentException">The request is out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<RecommendResult> RecommendAsync(RecommendRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reports how a recommendation ended; once each.</summary>
    /// <param name="recommendationId">Which.</param>
    /// <param name="success">Whether it succeeded.</param>
    /// <param name="actor">Who reports.</param>
    /// <param name="cancellationToken">Ends the wait; it may still have been recorded.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<OutcomeStatus> RecordOutcomeAsync(
        long recommendationId, bool success, string actor, CancellationToken cancellationToken = default);

    /// <summary>Enables production use of a domain, if the trials of the model version clear the policy.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="modelVersion">The version that asks; null for trials without one.</param>
    /// <param name="author">Who asks.</param>
    /// <param name="reason">Why; may be null.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<PromotionResult> PromoteAsync(
        DomainName domain,
        string? modelVersion,
        ChangeAuthor author,
        string? reason,
        CancellationToken cancellationToken = default);

    /// <summary>Disables production use of a domain; always allowed.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="author">Who asks.</param>
    /// <param name="reason">Why; may be null.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<PromotionResult> DemoteAsync(
        DomainName domain, ChangeAuthor author, string? reason, CancellationToken cancellationToken = default);

    /// <summary>One scorecard per domain and model version with trials in the last days.</summary>
    /// <param name="domain">Only this domain; null for all.</param>
    /// <param name="modelVersion">Only this version; null for all.</param>
    /// <param name="days">How many days up to today, 1 to 366; 1 is today only.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<HeimdallScorecard>> GetScorecardsAsync(
        DomainName? domain, string? modelVersion, int days, CancellationToken cancellationToken = default);

    /// <summary>Every policy with the trials of its window, by domain.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<HeimdallSnapshot>> GetSnapshotAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads all policies, by domain.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<HeimdallPolicy>> GetPoliciesAsync(CancellationToken cancellationToken = default);

    /// <summary>Creates or changes a policy, with an audit record.</summary>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <returns>The policy after the change.</returns>
    /// <exception cref="PolicyValidationException">The values make no sense, or a new policy lacks its
    /// confidence.</exception>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<HeimdallPolicy> UpsertPolicyAsync(
        HeimdallPolicyChange change, CancellationToken cancellationToken = default);
}
