using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.EntityFramework.Audit;
using Valhalla.Governance.EntityFramework.Heimdall;
using Valhalla.Governance.Heimdall;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>A commit over its retries: it remembers what an attempt with an unknown end would have left.</summary>
internal sealed class PendingCommit(
    IStoreDialect dialect, IStoreErrorMapper errors, ILogger logger, ControlDecision decide)
{
    private AuditRecord? _unknown;

    public async ValueTask<ControlSnapshot> RunAsync(CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginLockedAsync(db, cancellationToken);
        var rows = await ControlRows.ReadAsync(db, cancellationToken);
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

        rows.Apply(db, change);
        db.HeimdallEvents.AddRange(change.HeimdallEvents.Select(entry => ToRow(entry, now)));
        var record = await AuditAppender.AddAsync(db, change.Audit, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await dialect.NotifyAsync(db, cancellationToken);
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

    private static HeimdallEventRow ToRow(HeimdallEvent entry, DateTimeOffset now) => new()
    {
        Kind = entry.Kind,
        Domain = entry.Domain.Value,
        ModelVersion = entry.ModelVersion,
        Actor = entry.Actor,
        Reason = entry.Reason,
        Detail = entry.DetailJson,
        CreatedAt = now,
    };
}
