using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Notices;

/// <summary>Notices in memory. Nothing survives the process.</summary>
internal sealed class InMemoryNoticeStore(InMemoryDatabase database) : INoticeStore
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, Cursor> _cursors = [];
    private readonly List<NoticeDeadLetter> _deadLetters = [];

    public ValueTask<NoticeLease?> TryTakeAsync(
        string notifier, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var end = EndOfChain();
        lock (_sync)
        {
            var now = database.Now;
            if (!_cursors.TryGetValue(notifier, out var cursor))
            {
                _cursors.Add(notifier, cursor = new Cursor { LastSequence = end });
            }

            var isHeld = LeaseRules.IsHeld(cursor.Until, now, NoticeLease.LongestDuration);
            if (isHeld && cursor.Owner != owner)
            {
                return ValueTask.FromResult<NoticeLease?>(null);
            }

            if (cursor.Owner != owner || !isHeld)
            {
                cursor.Fencing++;
            }

            cursor.Owner = owner;
            cursor.Until = now + duration;
            return ValueTask.FromResult<NoticeLease?>(
                new NoticeLease(notifier, owner, cursor.Fencing, cursor.LastSequence));
        }
    }

    public ValueTask<NoticeLease?> TryAdvanceAsync(
        NoticeLease lease,
        long sequence,
        NewDeadLetter? deadLetter,
        TimeSpan duration,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            if (!Holds(lease, out var cursor))
            {
                return ValueTask.FromResult<NoticeLease?>(null);
            }

            if (cursor.LastSequence < sequence)
            {
                cursor.LastSequence = sequence;
                cursor.Until = database.Now + duration;
                Add(lease.Notifier, sequence, deadLetter);
            }

            return ValueTask.FromResult<NoticeLease?>(lease with { LastSequence = cursor.LastSequence });
        }
    }

    public ValueTask ReleaseAsync(NoticeLease lease, CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            if (Holds(lease, out var cursor))
            {
                cursor.Until = default;
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<NoticeDeadLetter>> ListAsync(
        NoticeDeadLetterQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            return ValueTask.FromResult<IReadOnlyList<NoticeDeadLetter>>(
            [
                .. _deadLetters.AsEnumerable().Reverse()
                    .Where(d => (query.BeforeId is not { } before || d.Id < before)
                        && (query.Notifier is null || d.Notifier == query.Notifier)
                        && (!query.OpenOnly || d.ResolvedAt is null))
                    .Take(query.Limit),
            ]);
        }
    }

    public ValueTask<NoticeDeadLetter?> FindAsync(long id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            return ValueTask.FromResult(_deadLetters.Find(d => d.Id == id));
        }
    }

    public ValueTask<NoticeDeadLetter?> RecordRetryAsync(
        long id, NoticeOutcome outcome, string actor, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            var index = _deadLetters.FindIndex(d => d.Id == id);
            if (index < 0)
            {
                return ValueTask.FromResult<NoticeDeadLetter?>(null);
            }

            var now = database.Now;
            var letter = _deadLetters[index];
            if (letter.ResolvedAt is null)
            {
                _deadLetters[index] = letter = letter with
                {
                    Attempts = letter.Attempts + outcome.Attempts,
                    LastError = outcome.Error ?? letter.LastError,
                    ResolvedAt = outcome.IsDelivered ? now : null,
                    RetriedBy = actor,
                    RetriedAt = now,
                };
            }

            return ValueTask.FromResult<NoticeDeadLetter?>(letter);
        }
    }

    public ValueTask<long> CountOpenAsync(
        IReadOnlyCollection<string> notifiers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            return ValueTask.FromResult(
                _deadLetters.LongCount(d => d.ResolvedAt is null && notifiers.Contains(d.Notifier)));
        }
    }

    private bool Holds(NoticeLease lease, out Cursor cursor) =>
        _cursors.TryGetValue(lease.Notifier, out cursor!)
        && cursor.Owner == lease.Owner && cursor.Fencing == lease.Fencing;

    private void Add(string notifier, long sequence, NewDeadLetter? deadLetter)
    {
        if (deadLetter is not null)
        {
            _deadLetters.Add(new NoticeDeadLetter
            {
                Id = _deadLetters.Count + 1,
                Notifier = notifier,
                Sequence = sequence,
                NoticeJson = deadLetter.NoticeJson,
                Attempts = deadLetter.Attempts,
                LastError = deadLetter.LastError,
                At = database.Now,
            });
        }
    }

    private long EndOfChain()
    {
        lock (database.Gate)
        {
            return database.Audit.Count;
        }
    }

    private sealed class Cursor
    {
        public long LastSequence { get; set; }

        public string? Owner { get; set; }

        public DateTimeOffset Until { get; set; }

        public long Fencing { get; set; }
    }
}
