using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Audit;
using Valhalla.Governance.EntityFramework.Audit;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>A commit over its retries: it remembers what an attempt with an unknown end would have left.</summary>
internal sealed class PendingCommit<TSnapshot, TChange>(
    IStoreDialect dialect,
    IStoreErrorMapper errors,
    ILogger logger,
    Func<ValhallaDbContext, CancellationToken, ValueTask<ILockedRows<TSnapshot, TChange>>> read,
    Func<TSnapshot, DateTimeOffset, TChange?> decide)
    where TChange : class
{
    private AuditRecord? _unknown;

    public async ValueTask<TSnapshot> RunAsync(CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginLockedAsync(db, cancellationToken);
        var rows = await read(db, cancellationToken);
        var current = rows.ToSnapshot();
        if (await WasCommittedAsync(db, cancellationToken))
        {
            return current;
        }

        var now = await dialect.ReadClockAsync(db, cancellationToken);
        if (decide(current, now) is not { } change)
        {
            return current;
        }

        rows.Apply(db, change, now);
        var record = await AuditAppender.AddAsync(db, rows.AuditOf(change), now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await dialect.NotifyAsync(db, rows.Kill, cancellationToken);
        await CommitAsync(transaction, record);
        dialect.SignalChange();
        return rows.ToSnapshot();
    }

    private async ValueTask CommitAsync(IDbContextTransaction transaction, AuditRecord? record)
    {
        try
        {
            // Not cancellable: a commit that was sent has an end, and the caller is told of it.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception exception) when (errors.Map(exception) == StoreFault.ConnectionLost)
        {
            _unknown = record;
            throw;
        }
        catch (Exception exception) when (errors.Map(exception) == StoreFault.None)
        {
            _unknown = record;
            throw new CommitUnknownException(exception);
        }
    }

    private async ValueTask<bool> WasCommittedAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        if (_unknown is not { } record)
        {
            return false;
        }

        // Without an audit record the change was of computed state: deciding it again does no harm.
        _unknown = null;
        var found = await db.AuditEvents.AsNoTracking().AnyAsync(
            row => row.Sequence == record.Sequence && row.Hash == record.Hash, cancellationToken);
        logger.CommitResolved(found ? "committed" : "not committed, and is decided again");
        return found;
    }
}
