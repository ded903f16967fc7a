using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Notices;

namespace Valhalla.Governance.EntityFramework.Notices;

/// <summary>Notices in tables, over any provider.</summary>
internal sealed class EntityFrameworkNoticeStore(IStoreDialect dialect, StoreRetry retry) : INoticeStore
{
    public ValueTask<NoticeLease?> TryTakeAsync(
        string notifier, string owner, TimeSpan duration, CancellationToken cancellationToken) => retry.RunAsync(
            new LeaseRequest(dialect, notifier, owner, duration), static (request, token) => request.RunAsync(token),
            cancellationToken);

    public ValueTask<NoticeLease?> TryAdvanceAsync(
        NoticeLease lease,
        long sequence,
        NewDeadLetter? deadLetter,
        TimeSpan duration,
        CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, lease, sequence, deadLetter, duration),
            static async (state, token) =>
            {
                var lease = state.lease;
                using var turn = await state.dialect.EnterWriteAsync(token);
                await using var db = await state.dialect.CreateContextAsync(token);
                await using var transaction = await state.dialect.BeginWriteAsync(db, token);
                var now = await state.dialect.ReadClockAsync(db, token);
                if (await MoveAsync(db, lease, state.sequence, now + state.duration, token) == 1)
                {
                    if (state.deadLetter is { } letter)
                    {
                        db.NoticeDeadLetters.Add(NoticeDeadLetterRow.Of(lease.Notifier, state.sequence, letter, now));
                        await db.SaveChangesAsync(token);
                    }

                    await transaction.CommitAsync(CancellationToken.None);
                    return lease with { LastSequence = state.sequence };
                }

                // An attempt whose commit was not acknowledged may have moved it already.
                var row = await db.NoticeCursors.AsNoTracking()
                    .SingleOrDefaultAsync(cursor => cursor.Notifier == lease.Notifier, token);
                return row?.LeaseOwner == lease.Owner && row.Fencing == lease.Fencing ? row.ToLease() : null;
            },
            cancellationToken);

    public async ValueTask ReleaseAsync(NoticeLease lease, CancellationToken cancellationToken) =>
        await retry.RunAsync(
            (dialect, lease),
            static async (state, token) =>
            {
                var (notifier, owner, fencing) = (state.lease.Notifier, state.lease.Owner, state.lease.Fencing);
                using var turn = await state.dialect.EnterWriteAsync(token);
                await using var db = await state.dialect.CreateContextAsync(token);
                return await db.NoticeCursors
                    .Where(row => row.Notifier == notifier && row.LeaseOwner == owner && row.Fencing == fencing)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null), token);
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<NoticeDeadLetter>> ListAsync(
        NoticeDeadLetterQuery query, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, query),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var rows = await Select(db.NoticeDeadLetters.AsNoTracking(), state.query)
                    .OrderByDescending(row => row.Id)
                    .Take(state.query.Limit)
                    .ToListAsync(token);
                return (IReadOnlyList<NoticeDeadLetter>)rows.ConvertAll(row => row.ToDeadLetter());
            },
            cancellationToken);

    public ValueTask<NoticeDeadLetter?> FindAsync(long id, CancellationToken cancellationToken) => retry.RunAsync(
        (dialect, id),
        static async (state, token) =>
        {
            var id = state.id;
            await using var db = await state.dialect.CreateContextAsync(token);
            var row = await db.NoticeDeadLetters.AsNoTracking().SingleOrDefaultAsync(letter => letter.Id == id, token);
            return row?.ToDeadLetter();
        },
        cancellationToken);

    public ValueTask<NoticeDeadLetter?> RecordRetryAsync(
        long id, NoticeOutcome outcome, string actor, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, id, outcome, actor),
            static async (state, token) =>
            {
                var id = state.id;
                using var turn = await state.dialect.EnterWriteAsync(token);
                await using var db = await state.dialect.CreateContextAsync(token);
                await using var transaction = await state.dialect.BeginWriteAsync(db, token);
                DateTimeOffset? now = await state.dialect.ReadClockAsync(db, token);
                var resolvedAt = state.outcome.IsDelivered ? now : null;
                var (attempts, error, actor) = (state.outcome.Attempts, state.outcome.Error, state.actor);
                await db.NoticeDeadLetters
                    .Where(row => row.Id == id && row.ResolvedAt == null)
                    .ExecuteUpdateAsync(
                        set => set
                            .SetProperty(row => row.Attempts, row => row.Attempts + attempts)
                            .SetProperty(row => row.LastError, row => error ?? row.LastError)
                            .SetProperty(row => row.ResolvedAt, resolvedAt)
                            .SetProperty(row => row.RetriedBy, actor)
                            .SetProperty(row => row.RetriedAt, now),
                        token);
                var row = await db.NoticeDeadLetters.AsNoTracking()
                    .SingleOrDefaultAsync(letter => letter.Id == id, token);
                await transaction.CommitAsync(CancellationToken.None);
                return row?.ToDeadLetter();
            },
            cancellationToken);

    public ValueTask<long> CountOpenAsync(
        IReadOnlyCollection<string> notifiers, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, names: notifiers.ToList()),
            static async (state, token) =>
            {
                var names = state.names;
                await using var db = await state.dialect.CreateContextAsync(token);
                return await db.NoticeDeadLetters.LongCountAsync(
                    row => row.ResolvedAt == null && names.Contains(row.Notifier), token);
            },
            cancellationToken);

    private static Task<int> MoveAsync(
        ValhallaDbContext db,
        NoticeLease lease,
        long sequence,
        DateTimeOffset? until,
        CancellationToken cancellationToken)
    {
        var (notifier, owner, fencing) = (lease.Notifier, lease.Owner, lease.Fencing);
        return db.NoticeCursors
            .Where(row => row.Notifier == notifier && row.LeaseOwner == owner && row.Fencing == fencing
                && row.LastSequence < sequence)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.LastSequence, sequence)
                    .SetProperty(row => row.LeaseUntil, until),
                cancellationToken);
    }

    private static IQueryable<NoticeDeadLetterRow> Select(
        IQueryable<NoticeDeadLetterRow> rows, NoticeDeadLetterQuery query)
    {
        if (query.BeforeId is { } before)
        {
            rows = rows.Where(row => row.Id < before);
        }

        if (query.Notifier is { } notifier)
        {
            rows = rows.Where(row => row.Notifier == notifier);
        }

        return query.OpenOnly ? rows.Where(row => row.ResolvedAt == null) : rows;
    }
}
