namespace Valhalla.Governance.Control;

/// <summary>
/// This process's view of control state: an immutable snapshot behind one volatile read, replaced after each commit
/// and each confirmed read. Thread-safe.
/// </summary>
internal sealed class ControlState(IControlStore store, TimeProvider time)
{
    private readonly Lock _publishing = new();
    private readonly CoarseClock _clock = new(time);
    private volatile Confirmed? _confirmed;

    /// <summary>The newest snapshot; the empty one before the first read.</summary>
    public ControlSnapshot Current => _confirmed?.Snapshot ?? ControlSnapshot.Empty;

    /// <summary>
    /// The newest snapshot with the moment at which the store confirmed it; null before the first read.
    /// </summary>
    public Confirmed? Latest => _confirmed;

    /// <summary>
    /// Raised after a snapshot with other content was published; handlers must be quick and not throw.
    /// </summary>
    public event Action<ControlSnapshot>? Changed;

    /// <summary>Reads the store and publishes what it says.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    public async ValueTask<ControlSnapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        var startedAt = Mark();
        var snapshot = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        Publish(snapshot, startedAt);
        return snapshot;
    }

    /// <summary>Makes a change and publishes the state after it.</summary>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    public async ValueTask<ControlSnapshot> CommitAsync(ControlDecision decide, CancellationToken cancellationToken)
    {
        var startedAt = Mark();
        var snapshot = await store.CommitAsync(decide, cancellationToken).ConfigureAwait(false);
        Publish(snapshot, startedAt);
        return snapshot;
    }

    private (long Exact, long Coarse) Mark() => (time.GetTimestamp(), _clock.Now);

    private void Publish(ControlSnapshot snapshot, (long Exact, long Coarse) startedAt)
    {
        bool changed;
        lock (_publishing)
        {
            // A slow read must not undo what a later commit has published. A lower revision is believed only when its
            // read began after that publication: then the database itself was set back.
            if (_confirmed is { } newest
                && snapshot.Revision < newest.Snapshot.Revision
                && startedAt.Exact <= newest.PublishedAt)
            {
                return;
            }

            changed = _confirmed?.Snapshot.Revision != snapshot.Revision;
            _confirmed = new Confirmed(snapshot, startedAt.Exact, startedAt.Coarse, time.GetTimestamp());
        }

        if (changed)
        {
            Changed?.Invoke(snapshot);
        }
    }

    /// <summary>A snapshot and its age marks, as timestamps of the <see cref="TimeProvider"/>.</summary>
    /// <param name="Snapshot">The snapshot.</param>
    /// <param name="ConfirmedAt">When the read that confirmed it began: it was true then or later.</param>
    /// <param name="CoarseConfirmedAt">The same moment by <see cref="CoarseClock"/>.</param>
    /// <param name="PublishedAt">When it was published.</param>
    internal sealed record Confirmed(
        ControlSnapshot Snapshot, long ConfirmedAt, long CoarseConfirmedAt, long PublishedAt)
    {
        // Beside the marks, so that a gate check follows one reference instead of three.
        public bool KillSwitchEngaged { get; } = Snapshot.Gate.KillSwitchEngaged;

        public bool GoLiveEnabled { get; } = Snapshot.Gate.GoLiveEnabled;

        public int InfluenceBasisPoints { get; } = Snapshot.Influence.BasisPoints;
    }
}
