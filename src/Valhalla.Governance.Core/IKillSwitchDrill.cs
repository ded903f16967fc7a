namespace Valhalla.Governance;

/// <summary>
/// Drills the kill switch: engages it in a scratch scope, and measures when each node denies. Production execution is
/// never affected.
/// </summary>
/// <remarks>
/// Thread-safe. The drill travels as a kill does: a commit of control state, its signal and poll, the snapshot of each
/// node, and the function that decides every check of the gate.
/// </remarks>
public interface IKillSwitchDrill
{
    /// <summary>
    /// Runs a drill to its end, at the latest after <see cref="KillSwitchDrillOptions.Timeout"/>.
    /// </summary>
    /// <param name="author">Who asks.</param>
    /// <param name="reason">Why, up to 1 000 characters; may be null.</param>
    /// <param name="cancellationToken">Ends the wait; a drill that has begun goes on and is recorded.</param>
    /// <returns>The drill, passed or failed, or the one that runs already.</returns>
    /// <exception cref="ArgumentException">The author or the reason is not valid text.</exception>
    /// <exception cref="ValhallaStoreException">
    /// The store failed. A drill that has begun is closed as failed by whichever node notices first.
    /// </exception>
    ValueTask<KillSwitchDrillResult> RunAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken = default);

    /// <summary>The newest drills, of every build, the newest first.</summary>
    /// <param name="limit">At most so many, 1 to 100.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not be read.</exception>
    ValueTask<IReadOnlyList<KillSwitchDrill>> ListAsync(int limit = 20, CancellationToken cancellationToken = default);

    /// <summary>The build of this process, which its drills speak for.</summary>
    string Build { get; }
}
