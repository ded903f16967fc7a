using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.EntityFramework.Retention;

/// <summary>One step in one short transaction, which first makes sure that the lease is still held.</summary>
internal static class RetentionWrite
{
    public static ValueTask<RetentionStep?> RollUpAsync(
        IStoreDialect dialect,
        RetentionLease lease,
        long horizon,
        int batchSize,
        CancellationToken cancellationToken) =>
        RunAsync(
            dialect,
            lease,
            async (db, token) =>
            {
                var table = await TableAsync(db, RetentionTableNames.KpiEvent, token);
                var after = table.RolledUpToId ?? 0;
                var first = await dialect.Partitions.FindFirstDayAsync(db, after, token);
                var page = await EntityFrameworkKpiReader.Since(db, first)
                    .Where(row => row.Id > after && row.Id <= horizon)
                    .OrderBy(row => row.Id)
                    .Take(batchSize)
                    .Select(row => new KpiRecord(row.Id, new KpiEvent
                    {
                        Domain = new DomainName(row.Domain),
                        Metric = new MetricName(row.Metric),
                        Success = row.Success,
                        Value = row.Value,
                        DurationMs = row.DurationMs,
                        CreatedAt = row.CreatedAt,
                    }))
                    .ToListAsync(token);
                await AddAsync(db, KpiRollupDay.Of(page.Select(record => record.Event)), token);
                var isLast = page.Count < batchSize;
                table.RolledUpToId = isLast ? Math.Max(horizon, after) : page[^1].Id;
                return new RetentionStep(page.Count, table.RolledUpToId.Value, isLast);
            },
            cancellationToken);

    public static ValueTask<RetentionStep?> DeleteAsync(
        IStoreDialect dialect, RetentionLease lease, RetentionOrder order, CancellationToken cancellationToken) =>
        RunAsync(
            dialect,
            lease,
            async (db, token) =>
            {
                var table = await TableAsync(db, order.Table, token);

                // What is not rolled up must not go.
                var throughId = order.Table == RetentionTableNames.KpiEvent
                    ? table.RolledUpToId ?? 0
                    : long.MaxValue;
                var step = await RetentionTables.All[order.Table].DeleteAsync(
                    db, dialect.Partitions, order, throughId, token);
                table.DeletedLastRun += step.Rows;
                table.DeletedTotal += step.Rows;
                return step;
            },
            cancellationToken);

    private static async ValueTask<RetentionStep?> RunAsync(
        IStoreDialect dialect,
        RetentionLease lease,
        Func<ValhallaDbContext, CancellationToken, ValueTask<RetentionStep>> work,
        CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        var (owner, fencing) = (lease.Owner, lease.Fencing);
        DateTimeOffset? until = await dialect.ReadClockAsync(db, cancellationToken) + RetentionLease.Duration;

        // The row stays locked to the end of the transaction: no other process takes over in the middle of a step.
        var held = await db.RetentionStates
            .Where(row => row.Fencing == fencing && row.LeaseOwner == owner)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, until), cancellationToken);
        if (held == 0)
        {
            return null;
        }

        var step = await work(db, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return step;
    }

    private static async ValueTask<RetentionTableRow> TableAsync(
        ValhallaDbContext db, string name, CancellationToken cancellationToken)
    {
        var row = await db.RetentionTables.SingleOrDefaultAsync(table => table.Name == name, cancellationToken);
        if (row is null)
        {
            row = new RetentionTableRow { Name = name };
            db.RetentionTables.Add(row);
        }

        return row;
    }

    private static async ValueTask AddAsync(
        ValhallaDbContext db, IReadOnlyCollection<KpiRollupDay> sums, CancellationToken cancellationToken)
    {
        // Nobody else writes this table while the lease is locked, so reading and writing need no upsert.
        foreach (var sum in sums)
        {
            var row = await db.KpiRollupDays.FindAsync(
                [sum.Series.Domain.Value, sum.Series.Metric.Value, sum.Day], cancellationToken);
            if (row is null)
            {
                row = new KpiRollupDayRow();
                row.Apply(sum);
                db.KpiRollupDays.Add(row);
            }
            else
            {
                row.Apply(row.ToDay().Add(sum));
            }
        }
    }
}
