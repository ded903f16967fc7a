namespace Valhalla.Governance;

/// <summary>
/// The go-live gate with its kill switch: decides, from memory and without allocation, whether an operation of a
/// class may run, and changes the state behind that decision durably.
/// </summary>
/// <remarks>
/// Thread-safe. A check never waits and never throws; a change returns after its commit. With enforcement on, a
/// snapshot that the store has not confirmed for longer than <c>GoLive:MaxStaleness</c> denies production execution.
/// </remarks>
public interface IGoLiveGate
{
    /// <summary>Decides from the current snapshot whether an operation may run.</summary>
    /// <param name="executionClass">What the operation may do.</param>
    /// <returns><see cref="GateDecision.Allowed"/>, or why not.</returns>
    GateDecision Check(ExecutionClass executionClass);

    /// <summary>The snapshot that checks decide on, with its age.</summary>
    GateSnapshot Current { get; }

    /// <summary>Enables production execution.</summary>
    /// <param name="request">Who, why, and whether failing checks are overridden.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<GoLiveChangeResult> EnableAsync(
        GoLiveEnableRequest request, CancellationToken cancellationToken = default);

    /// <summary>Disables production execution; always allowed.</summary>
    /// <param name="author">Who asks.</param>
    /// <param name="reason">Why; may be null.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<GoLiveChangeResult> DisableAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken = default);

    /// <summary>
    /// Engages the kill switch: always allowed, whatever the text, idempotent, and in force in this process before the
    /// call returns.
    /// </summary>
    /// <param name="author">Who asks.</param>
    /// <param name="reason">Why; may be null. What cannot be kept of it is noted in the audit record.</param>
    /// <param name="cancellationToken">Ends the wait, never the engagement.</param>
    /// <returns>
    /// <see cref="GoLiveChangeStatus.Changed"/>, <see cref="GoLiveChangeStatus.Unchanged"/> when it was engaged
    /// already, or <see cref="GoLiveChangeStatus.LocalOnly"/> when the store is down: then it is latched in this
    /// process and in a local file, and retried until stored.
    /// </returns>
    ValueTask<GoLiveChangeResult> EngageKillSwitchAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken = default);

    /// <summary>Releases the kill switch, or adds an approval while the quorum is not reached.</summary>
    /// <param name="author">Who asks; each person counts once.</param>
    /// <param name="reason">Why; needed.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<GoLiveChangeResult> ReleaseKillSwitchAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken = default);
}
