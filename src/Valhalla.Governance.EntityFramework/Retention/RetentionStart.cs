using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Retention;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework.Retention;

/// <summary>Begins a run where one is due and nobody runs.</summary>
internal sealed class RetentionStart(IStoreDialect dialect, string owner)
{
    public async ValueTask<RetentionLease?> RunAsync(CancellationToken cancellationToken)
    {
        var (row, now) = await ReadAsync(cancellationToken);
        row ??= await CreateAsync(cancellationToken);
        return LeaseRules.HasToWait(row.NextRunAt, row.LastStartedAt, now)
            || LeaseRules.IsHeld(row.LeaseUntil, now, RetentionLease.Duration)
            ? null
            : await TakeAsync(row.Fencing, cancellationToken);
    }

    private async ValueTask<(RetentionStateRow? Row, DateTimeOffset Now)> ReadAsync(
        CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        var row = await db.RetentionStates.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return (row, await dialect.ReadClockAsync(db, cancellationToken));
    }

    /// <summary>Under the lock of control state, so that two nodes do not insert it both.</summary>
    private async ValueTask<RetentionStateRow> CreateAsync(CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginLockedAsync(db, cancellationToken);
        if (await db.RetentionStates.SingleOrDefaultAsync(cancellationToken) is { } found)
        {
            return found;
        }

        var row = new RetentionStateRow();
        db.RetentionStates.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return row;
    }

    private async ValueTask<RetentionLease?> TakeAsync(long fencing, CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        DateTimeOffset? now = await dialect.ReadClockAsync(db, cancellationToken);
        var until = now + RetentionLease.Duration;
        var taken = await db.RetentionStates
            .Where(row => row.Fencing == fencing
                && (row.LeaseUntil == null || row.LeaseUntil <= now || row.LeaseUntil > until))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.LeaseOwner, owner)
                    .SetProperty(row => row.LeaseUntil, until)
                    .SetProperty(row => row.Fencing, fencing + 1)
                    .SetProperty(row => row.LastStartedAt, now),
                cancellationToken);
        if (taken == 0)
        {
            return null;
        }

        await db.RetentionTables.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.DeletedLastRun, 0L), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return new RetentionLease(owner, fencing + 1, now.Value);
    }
}
