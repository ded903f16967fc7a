using Valhalla.Governance.Diagnostics;

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
    private long _ownGateEpoch;

    /// <summary>The newest snapshot; the empty one before the first read.</summary>
    public ControlSnapshot Current => _confirmed?.Snapshot ?? ControlSnapshot.Empty;

    /// <summary>
    /// The newest snapshot with the moment at which the store confirmed it; null before the first read.
    /// </summary>
    public Confirmed? Latest => _confirmed;

    /// <summary>
    /// Raised after a snapshot with other content was published; handlers must be quick. What they throw is ignored.
    /// </summary>
    public event Action<ControlSnapshot>? Changed;

    /// <summary>The epoch of the gate row that this process has asked for last; 0 before the first.</summary>
    public long OwnGateEpoch => Interlocked.Read(ref _ownGateEpoch);

    /// <summary>Reads the store and publishes what it says.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    public async ValueTask<ControlSnapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        var startedAt = Mark();
        var snapshot = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        Publish(snapshot, startedAt);
        return snapshot;
    }

    /// <summary>
    /// Brings the view up to date by as few rows as that takes: the gate row when nothing has changed, and that row
    /// first when a kill was engaged, so that the gate closes before all the rest is read.
    /// </summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    public async ValueTask FollowAsync(CancellationToken cancellationToken)
    {
        var startedAt = Mark();
        var reading = await store.ReadGateAsync(cancellationToken).ConfigureAwait(false);
        if (reading is not null && _confirmed is { } latest)
        {
            if (latest.IsAsRead(reading))
            {
                Publish(latest.Snapshot, startedAt);
                return;
            }

            if (reading.Gate.KillSwitchEngaged)
            {
                Close(reading);
            }
        }

        await RefreshAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Closes the gate on the word of another node that has committed a kill, before anything is read. Reading then
    /// tells who did it and why, or that it has been released since.
    /// </summary>
    /// <param name="killRevision">The revision of the kill.</param>
    public void Close(long killRevision)
    {
        if (_confirmed is { } latest)
        {
            Close(new GateReading(killRevision, latest.Snapshot.Gate with { KillSwitchEngaged = true }));
        }
    }

    /// <summary>Makes a change and publishes the state after it.</summary>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    public async ValueTask<ControlSnapshot> CommitAsync(ControlDecision decide, CancellationToken cancellationToken)
    {
        var startedAt = Mark();
        var snapshot = await store.CommitAsync(
            (current, now) =>
            {
                var change = decide(current, now);
                if (change?.Gate is { } gate)
                {
                    // Known before the commit, since a poll may see the row before the commit returns here.
                    Interlocked.Exchange(ref _ownGateEpoch, gate.Epoch);
                }

                return change;
            },
            cancellationToken).ConfigureAwait(false);
        Publish(snapshot, startedAt);
        return snapshot;
    }

    private (long Exact, long Coarse) Mark() => (time.GetTimestamp(), _clock.Now);

    private void Close(GateReading reading)
    {
        ControlSnapshot closed;
        lock (_publishing)
        {
            if (_confirmed is not { } newest || reading.Revision <= newest.SeenRevision)
            {
                return;
            }

            // Under its old revision, since all the rest is as old; and no read that began before may undo it.
            closed = newest.Snapshot with { Gate = reading.Gate };
            _confirmed = new Confirmed(
                closed, newest.ConfirmedAt, newest.CoarseConfirmedAt, time.GetTimestamp(), reading.Revision);
        }

        GuardedEvent.Raise(Changed, closed);
    }

    private void Publish(ControlSnapshot snapshot, (long Exact, long Coarse) startedAt)
    {
        bool changed;
        lock (_publishing)
        {
            // A slow read must not undo what a later commit has published. A lower revision is believed only when its
            // read began after that publication: then the database itself was set back.
            if (_confirmed is { } newest
                && snapshot.Revision < newest.SeenRevision
                && startedAt.Exact <= newest.PublishedAt)
            {
                return;
            }

            changed = _confirmed?.Snapshot.Revision != snapshot.Revision;
            _confirmed = new Confirmed(
                snapshot, startedAt.Exact, startedAt.Coarse, time.GetTimestamp(), snapshot.Revision);
        }

        if (changed)
        {
            GuardedEvent.Raise(Changed, snapshot);
        }
    }

    /// <summary>A snapshot and its age marks, as timestamps of the <see cref="TimeProvider"/>.</summary>
    /// <param name="Snapshot">The snapshot.</param>
    /// <param name="ConfirmedAt">When the read that confirmed it began: it was true then or later.</param>
    /// <param name="CoarseConfirmedAt">The same moment by <see cref="CoarseClock"/>.</param>
    /// <param name="PublishedAt">When it was published.</param>
    /// <param name="SeenRevision">The snapshot's revision, or that of a kill which closed the gate ahead of it.</param>
    internal sealed record Confirmed(
        ControlSnapshot Snapshot, long ConfirmedAt, long CoarseConfirmedAt, long PublishedAt, long SeenRevision)
    {
        // Beside the marks, so that a gate check follows one reference instead of three.
        public bool KillSwitchEngaged { get; } = Snapshot.Gate.KillSwitchEngaged;

        public bool GoLiveEnabled { get; } = Snapshot.Gate.GoLiveEnabled;

        public int InfluenceBasisPoints { get; } = Snapshot.Influence.BasisPoints;

        // The revision alone would take a database that was set back, and then changed as often, for the same.
        public bool IsAsRead(GateReading reading) =>
            reading.Revision == Snapshot.Revision
            && reading.Gate.Epoch == Snapshot.Gate.Epoch
            && reading.Gate.UpdatedAt == Snapshot.Gate.UpdatedAt;
    }
}
