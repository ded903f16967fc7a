namespace Valhalla.Governance;

/// <summary>
/// The risk guard: reserves and settles money under the daily caps of an engine and of GLOBAL, exactly and durably.
/// </summary>
/// <remarks>
/// Thread-safe. An answer is given only after its commit. A denial is a value, never an exception; a store that cannot
/// answer is a <see cref="ValhallaStoreException"/>, and then nothing may be assumed reserved: ask again with the same
/// idempotency key.
/// </remarks>
public interface IRiskGuard
{
    /// <summary>Sets an amount aside, if the caps of the engine and of GLOBAL allow it, in one atomic step.</summary>
    /// <remarks>
    /// Checked are, in this order: the idempotency key, that engine and GLOBAL have an enabled policy, the kill switch,
    /// with <see cref="RiskOptions.RequireGoLive"/> go-live, and the caps. Without that setting go-live is <b>not</b>
    /// checked: a worker that no request guards is granted reservations while go-live is disabled. It asks
    /// <see cref="IGoLiveGate"/> itself, or the setting is switched on. An engine of the host's own needs a policy
    /// first: from <c>RiskPolicy(…)</c> in code, <c>valhalla risk policies set</c>, or
    /// <see cref="UpsertPolicyAsync"/>.
    /// </remarks>
    /// <param name="request">What to reserve.</param>
    /// <param name="cancellationToken">Ends the wait; the reservation may still have been made.</param>
    /// <exception cref="ArgumentException">The request is out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<ReserveResult> ReserveAsync(ReserveRequest request, CancellationToken cancellationToken = default);

    /// <summary>Books how one or more reservations ended.</summary>
    /// <param name="request">What to settle.</param>
    /// <param name="cancellationToken">Ends the wait; the settlement may still have been booked.</param>
    /// <exception cref="ArgumentException">The request is out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<SettleResult> SettleAsync(SettleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives back what is open of a reservation.</summary>
    /// <param name="request">What to release.</param>
    /// <param name="cancellationToken">Ends the wait; the release may still have been booked.</param>
    /// <exception cref="ArgumentException">The request is out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<SettleResult> ReleaseAsync(ReleaseRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads policies and today's ledger.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<RiskSnapshot> GetSnapshotAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads one reservation.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The reservation, or null when there is none.</returns>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<RiskReservation?> FindReservationAsync(ReservationId id, CancellationToken cancellationToken = default);

    /// <summary>Reads reservations, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<RiskReservation>> ListReservationsAsync(
        ReservationQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads the journal, newest first.</summary>
    /// <param name="query">Which rows.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<RiskEvent>> ListEventsAsync(
        RiskEventQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads all policies, GLOBAL first, then by name.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<RiskPolicy>> GetPoliciesAsync(CancellationToken cancellationToken = default);

    /// <summary>Creates or changes a policy, with an audit record.</summary>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <returns>The policy after the change.</returns>
    /// <exception cref="PolicyValidationException">The values make no sense together, or a new policy lacks a
    /// cap.</exception>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<RiskPolicy> UpsertPolicyAsync(RiskPolicyChange change, CancellationToken cancellationToken = default);
}
