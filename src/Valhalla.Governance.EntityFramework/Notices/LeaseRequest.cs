using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Notices;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework.Notices;

/// <summary>Takes or keeps the lease of a notifier. Mostly it reads one row and writes nothing.</summary>
internal sealed class LeaseRequest(IStoreDialect dialect, string notifier, string owner, TimeSpan duration)
{
    public async ValueTask<NoticeLease?> RunAsync(CancellationToken cancellationToken)
    {
        var (row, now) = await ReadAsync(cancellationToken);
        row ??= await CreateAsync(cancellationToken);
        if (LeaseRules.IsHeld(row.LeaseUntil, now, NoticeLease.LongestDuration))
        {
            if (row.LeaseOwner != owner)
            {
                return null;
            }

            if (row.LeaseUntil - now > duration / 2)
            {
                return row.ToLease();
            }
        }

        return await WriteAsync(row, cancellationToken);
    }

    private async ValueTask<(NoticeCursorRow? Row, DateTimeOffset Now)> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        var row = await db.NoticeCursors.AsNoTracking()
            .SingleOrDefaultAsync(cursor => cursor.Notifier == notifier, cancellationToken);
        return (row, await dialect.ReadClockAsync(db, cancellationToken));
    }

    /// <summary>Under the lock of every control change: nothing is appended behind the end that is read.</summary>
    private async ValueTask<NoticeCursorRow> CreateAsync(CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginLockedAsync(db, cancellationToken);
        var row = await db.NoticeCursors.SingleOrDefaultAsync(
            cursor => cursor.Notifier == notifier, cancellationToken);
        if (row is not null)
        {
            return row;
        }

        row = new NoticeCursorRow
        {
            Notifier = notifier,
            LastSequence = await db.AuditEvents.MaxAsync(record => (long?)record.Sequence, cancellationToken) ?? 0,
        };
        db.NoticeCursors.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return row;
    }

    private async ValueTask<NoticeLease?> WriteAsync(NoticeCursorRow seen, CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        DateTimeOffset? now = await dialect.ReadClockAsync(db, cancellationToken);
        var isKept = seen.LeaseOwner == owner
            && LeaseRules.IsHeld(seen.LeaseUntil, now.Value, NoticeLease.LongestDuration);
        var (fencing, next) = (seen.Fencing, isKept ? seen.Fencing : seen.Fencing + 1);
        var until = now + duration;
        var latest = now + NoticeLease.LongestDuration;
        var written = await db.NoticeCursors
            .Where(row => row.Notifier == notifier && row.Fencing == fencing
                && (row.LeaseOwner == owner || row.LeaseUntil == null || row.LeaseUntil <= now
                    || row.LeaseUntil > latest))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.LeaseOwner, owner)
                    .SetProperty(row => row.LeaseUntil, until)
                    .SetProperty(row => row.Fencing, next),
                cancellationToken);
        if (written == 0)
        {
            return null;
        }

        var row = await db.NoticeCursors.AsNoTracking()
            .SingleAsync(cursor => cursor.Notifier == notifier, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return row.ToLease();
    }
}
