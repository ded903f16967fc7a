namespace Valhalla.Governance;

/// <summary>
/// The influence of a governed policy: 0 (shadow) by default, raised in steps under a GO decision, and back at 0 as
/// soon as a rollback trigger is seen.
/// </summary>
/// <remarks>
/// Thread-safe. <see cref="Decide"/> answers from memory, never waits and never throws; changes return after their
/// commit. While <see cref="IGoLiveGate"/> denies production execution (the kill switch, go-live off, stale state),
/// everything is decided in shadow.
/// </remarks>
public interface IInfluenceRamp
{
    /// <summary>
    /// Whose decision counts for a unit: the same unit gets the same answer as long as the influence stays, and raising
    /// the influence only adds units. Allocates nothing.
    /// </summary>
    /// <param name="unitKey">What is decided about, such as a customer's id. Compared exactly.</param>
    InfluenceDecision Decide(ReadOnlySpan<char> unitKey);

    /// <summary>The influence as this process knows it.</summary>
    InfluenceState Current { get; }

    /// <summary>Where the ramp stands, with what stands against the next step.</summary>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<RampStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes the next step up.</summary>
    /// <param name="author">Who asks.</param>
    /// <param name="reason">Why; may be null.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<RampChangeResult> StepAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets the influence. Lowering it is always allowed, and 0 is <see cref="KillAsync"/>. Raising it takes what a
    /// step takes; an override passes over size, dwell, events and sample ratio, never over the decision, the kill
    /// switch and the rollback triggers.
    /// </summary>
    /// <param name="basisPoints">The influence, 0 to 10 000 basis points.</param>
    /// <param name="author">Who asks.</param>
    /// <param name="reason">Why; an override needs one.</param>
    /// <param name="isOverride">Whether to raise it further or sooner than a step would.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <exception cref="ArgumentOutOfRangeException">The influence is not 0 to 10 000.</exception>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<RampChangeResult> SetAsync(
        int basisPoints,
        ChangeAuthor author,
        string? reason,
        bool isOverride = false,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets the influence to 0 and ends the GO decision: always allowed, whatever the text, idempotent. The way up
    /// begins with a new decision.
    /// </summary>
    /// <param name="author">Who asks.</param>
    /// <param name="reason">Why; may be null. What cannot be kept of it is noted in the audit record.</param>
    /// <param name="cancellationToken">Ends the wait, never the change.</param>
    /// <exception cref="ValhallaStoreException">
    /// The store could not make the change. The kill switch is in force without it.
    /// </exception>
    ValueTask<RampChangeResult> KillAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken = default);

    /// <summary>Records how units came out under both policies; returns after the commit.</summary>
    /// <param name="observations">1 to 1 000 of them; all are stored, or none.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <exception cref="ArgumentException">An observation is not as documented.</exception>
    /// <exception cref="ValhallaStoreException">Nothing was written.</exception>
    ValueTask ObserveAsync(
        IReadOnlyList<RampObservation> observations, CancellationToken cancellationToken = default);

    /// <summary>Compares the outcomes of both policies at a step.</summary>
    /// <param name="step">The step (<see cref="InfluenceState.Step"/>); null means the present one.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<RampComparison> CompareAsync(long? step = null, CancellationToken cancellationToken = default);
}
