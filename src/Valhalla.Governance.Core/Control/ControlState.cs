using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Integrity;

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

    // No read that began before counts: what it tells is of a server that is no more.
    private long _lostAt = long.MinValue;

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

    /// <summary>Raised after a read has found something wrong; handlers must be quick and not throw.</summary>
    public event Action<IReadOnlyList<IntegrityFinding>>? Found;

    /// <summary>Reads the store and publishes what it says.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    public async ValueTask<ControlSnapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        var startedAt = Mark();
        var snapshot = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        Publish(snapshot, startedAt);
        return snapshot;
    }

    /// <summary>Reads every row of the store, also where nothing seems to have changed, and publishes them.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    public async ValueTask<ControlSnapshot> VerifyAsync(CancellationToken cancellationToken)
    {
        var startedAt = Mark();
        var snapshot = await store.ReadEveryRowAsync(cancellationToken).ConfigureAwait(false);
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
                Close(reading, startedAt.Exact);
            }
        }

        await RefreshAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Closes the gate on the word of another node that has committed a kill, before anything is read. Reading then
    /// tells who did it and why, or that it has been released since.
    /// </summary>
    /// <param name="kill">The version of the kill.</param>
    public void Close(ControlVersion kill)
    {
        if (_confirmed is { } latest)
        {
            // The word may be old, so a lower revision waits for the read that follows at once.
            var gate = latest.Snapshot.Gate with { KillSwitchEngaged = true };
            Close(new GateReading(kill, gate), startedAt: long.MinValue);
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

    private void Close(GateReading reading, long startedAt)
    {
        ControlSnapshot closed;
        lock (_publishing)
        {
            if (_confirmed is not { } newest || !newest.IsNews(reading.Version, startedAt))
            {
                return;
            }

            // Under its old revision, since all the rest is as old; and no read that began before may undo it.
            closed = newest.Snapshot with { Gate = reading.Gate };
            _confirmed = new Confirmed(
                closed, newest.ConfirmedAt, newest.CoarseConfirmedAt, time.GetTimestamp(), reading.Version);
        }

        GuardedEvent.Raise(Changed, closed);
    }

    private void Publish(ControlSnapshot snapshot, (long Exact, long Coarse) startedAt)
    {
        bool changed;
        var (read, findings) = (snapshot, snapshot.Findings);
        lock (_publishing)
        {
            var newest = _confirmed;
            if (startedAt.Exact < _lostAt || newest?.Supersedes(snapshot.Version, startedAt.Exact) == true)
            {
                return;
            }

            var publishedAt = time.GetTimestamp();
            if (newest?.IsLostIn(snapshot.Version) == true)
            {
                _lostAt = publishedAt;
                findings = [.. findings, IntegrityFinding.Lost(newest.Seen, snapshot.Version)];
            }

            var shown = snapshot.ClosedIfItDiffers();
            changed = newest?.Snapshot.Version != shown.Version
                || newest.Snapshot.Gate.KillSwitchEngaged != shown.Gate.KillSwitchEngaged;
            _confirmed = new Confirmed(shown, startedAt.Exact, startedAt.Coarse, publishedAt, shown.Version);
            snapshot = shown;
        }

        if (changed)
        {
            GuardedEvent.Raise(Changed, snapshot);
        }

        if (findings.Count > 0
            && IntegrityRules.Raise(snapshot with { Gate = read.Gate }, findings, default) is not null)
        {
            GuardedEvent.Raise(Found, findings);
        }
    }

    /// <summary>A snapshot and its age marks, as timestamps of the <see cref="TimeProvider"/>.</summary>
    /// <param name="Snapshot">The snapshot.</param>
    /// <param name="ConfirmedAt">When the read that confirmed it began: it was true then or later.</param>
    /// <param name="CoarseConfirmedAt">The same moment by <see cref="CoarseClock"/>.</param>
    /// <param name="PublishedAt">When it was published.</param>
    /// <param name="Seen">The snapshot's version, or that of a kill which closed the gate ahead of it.</param>
    internal sealed record Confirmed(
        ControlSnapshot Snapshot, long ConfirmedAt, long CoarseConfirmedAt, long PublishedAt, ControlVersion Seen)
    {
        // Beside the marks, so that a gate check follows one reference instead of three.
        public bool KillSwitchEngaged { get; } = Snapshot.Gate.KillSwitchEngaged;

        public bool GoLiveEnabled { get; } = Snapshot.Gate.GoLiveEnabled;

        public int InfluenceBasisPoints { get; } = Snapshot.Influence.BasisPoints;

        // Beside the version what decides: a row that was changed by hand keeps its version, and one that a node of
        // an older build has written keeps its incarnation.
        public bool IsAsRead(GateReading reading) =>
            reading.Version == Snapshot.Version
            && Seen == Snapshot.Version
            && reading.Gate.Epoch == Snapshot.Gate.Epoch
            && reading.Gate.UpdatedAt == Snapshot.Gate.UpdatedAt
            && reading.Gate.GoLiveEnabled == GoLiveEnabled
            && reading.Gate.KillSwitchEngaged == KillSwitchEngaged;

        /// <summary>Whether a kill of this version is later than all that is known.</summary>
        public bool IsNews(ControlVersion kill, long startedAt) =>
            kill != Seen && (kill.Revision >= Seen.Revision || startedAt > PublishedAt);

        /// <summary>
        /// Whether a read is older than what is published. A slow read must not undo what a later commit has published;
        /// another timeline is believed only when its read began after that.
        /// </summary>
        public bool Supersedes(ControlVersion read, long startedAt) => IsLostIn(read) && startedAt <= PublishedAt;

        /// <summary>Whether a store that is at this version no longer has what was seen.</summary>
        public bool IsLostIn(ControlVersion read) =>
            read.Revision < Seen.Revision || (read.Revision == Seen.Revision && read.Incarnation != Seen.Incarnation);
    }
}
