namespace Valhalla.Governance;

/// <summary>
/// Computes offers within the bounds of a province's policy, keeps the evidence of each, and on request reserves the
/// offer as risk before it is made.
/// </summary>
/// <remarks>Thread-safe. An offer that is not made is a value with a status, never an exception.</remarks>
public interface IOfferStrategy
{
    /// <summary>Reads all policies, by province.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<OfferPolicy>> GetPoliciesAsync(CancellationToken cancellationToken = default);

    /// <summary>Creates or changes a policy, with an audit record.</summary>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <returns>The policy after the change.</returns>
    /// <exception cref="ArgumentException">The province or a text is malformed.</exception>
    /// <exception cref="PolicyValidationException">A value is out of range, or the bounds are the wrong way
    /// round.</exception>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<OfferPolicy> UpsertPolicyAsync(OfferPolicyChange change, CancellationToken cancellationToken = default);

    /// <summary>
    /// Computes the maximum allowable offer, <c>ARV × multiplier − repairs − fees</c>, rounded down and bounded by the
    /// policy, and stores what it rests on.
    /// </summary>
    /// <param name="request">What the offer is for.</param>
    /// <param name="cancellationToken">Ends the wait; the offer may still have been stored.</param>
    /// <exception cref="ArgumentException">The request is out of range.</exception>
    /// <exception cref="ValhallaStoreException">
    /// The store could not answer. Ask again with the same idempotency key.
    /// </exception>
    ValueTask<OfferResult> ComputeAsync(OfferRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads what an offer was computed from.</summary>
    /// <param name="id">The id that <see cref="ComputeAsync"/> answered.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The evidence, or null when there is none.</returns>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<OfferEvidence?> FindEvidenceAsync(long id, CancellationToken cancellationToken = default);
}
