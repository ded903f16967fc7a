using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.EntityFramework.Partitions;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.EntityFramework.Retention;

/// <summary>Retention over any provider.</summary>
internal sealed class EntityFrameworkRetentionStore(IStoreDialect dialect, StoreRetry retry, TimeProvider time)
    : IRetentionStore, IKpiRollups
{
    private const int MaxLooks = 20;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    public ValueTask<RetentionLease?> TryBeginAsync(string owner, CancellationToken cancellationToken) =>
        retry.RunAsync(
            new RetentionStart(dialect, owner), static (start, token) => start.RunAsync(token), cancellationToken);

    public async ValueTask FinishAsync(
        RetentionLease lease, TimeSpan interval, string? error, CancellationToken cancellationToken) =>
        await retry.RunAsync(
            (dialect, lease, interval, error),
            static async (state, token) =>
            {
                using var turn = await state.dialect.EnterWriteAsync(token);
                await using var db = await state.dialect.CreateContextAsync(token);
                await using var transaction = await state.dialect.BeginWriteAsync(db, token);
                var (owner, fencing, error) = (state.lease.Owner, state.lease.Fencing, state.error);
                DateTimeOffset? now = await state.dialect.ReadClockAsync(db, token);
                DateTimeOffset? next = state.lease.StartedAt + state.interval;
                var written = await db.RetentionStates
                    .Where(row => row.Fencing == fencing && row.LeaseOwner == owner)
                    .ExecuteUpdateAsync(
                        set => set
                            .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                            .SetProperty(row => row.LastFinishedAt, now)
                            .SetProperty(row => row.LastError, error)
                            .SetProperty(row => row.NextRunAt, next),
                        token);
                await transaction.CommitAsync(CancellationToken.None);
                return written;
            },
            cancellationToken);

    public async ValueTask<long> FindHorizonAsync(CancellationToken cancellationToken)
    {
        // With writers at work it is the second look that knows which ones of the first have ended.
        var settled = await ReadSettledAsync(cancellationToken);
        var first = settled.LastId;
        for (var look = 1; look < MaxLooks && settled.IsHeldUp && settled.LastId == first; look++)
        {
            await Task.Delay(BetweenLooks, time, cancellationToken);
            settled = await ReadSettledAsync(cancellationToken);
        }

        return settled.LastId;
    }

    public ValueTask<RetentionStep?> RollUpAsync(
        RetentionLease lease, long horizon, int batchSize, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, lease, horizon, batchSize),
            static (state, token) => RetentionWrite.RollUpAsync(
                state.dialect, state.lease, state.horizon, state.batchSize, token),
            cancellationToken);

    public ValueTask<long> FindNewestAfterIdAsync(
        KpiSeries series, int count, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, series, count),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var found = await NewestDays.ReadAsync(
                    state.dialect.Partitions,
                    limit: 1,
                    from => EntityFrameworkKpiReader
                        .NewestQuery(db, state.series, afterId: 0, state.count + 1, from)
                        .Skip(state.count)
                        .ToListAsync(token),
                    row => row.Day);
                return found.Count == 0 ? 0 : found[0].Value.Id;
            },
            cancellationToken);

    public ValueTask<RetentionStep?> DeleteAsync(
        RetentionLease lease, RetentionOrder order, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, lease, order),
            static (state, token) => RetentionWrite.DeleteAsync(state.dialect, state.lease, state.order, token),
            cancellationToken);

    public ValueTask<RetentionStatus> ReadStatusAsync(
        IReadOnlyList<RetentionRule> rules, bool enabled, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, rules, enabled),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var row = await db.RetentionStates.AsNoTracking().SingleOrDefaultAsync(token)
                    ?? new RetentionStateRow();
                var tables = await db.RetentionTables.AsNoTracking().ToDictionaryAsync(table => table.Name, token);
                var now = await state.dialect.ReadClockAsync(db, token);
                return new RetentionStatus
                {
                    IsEnabled = state.enabled,
                    IsRunning = row.LeaseUntil > now,
                    LastStartedAt = row.LastStartedAt,
                    LastFinishedAt = row.LastFinishedAt,
                    LastError = row.LastError,
                    NextRunAt = row.NextRunAt > now ? row.NextRunAt : null,
                    Tables =
                    [
                        .. state.rules.Select(rule => tables.TryGetValue(rule.Table, out var table)
                            ? new RetentionTableStatus(
                                rule.Table, rule.Days, table.DeletedLastRun, table.DeletedTotal, table.RolledUpToId)
                            : new RetentionTableStatus(rule.Table, rule.Days, 0, 0, null)),
                    ],
                };
            },
            cancellationToken);

    public ValueTask<KpiRollups> ReadRollupsAsync(
        KpiSeries series, DateOnly from, DateOnly to, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, series, from, to),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var (domain, metric) = (state.series.Domain.Value, state.series.Metric.Value);
                var (from, to) = (state.from, state.to);

                // One statement, so that no step commits between the sums and the id that they reach.
                var rows = await db.KpiRollupDays.AsNoTracking()
                    .Where(row => row.Domain == domain && row.Metric == metric && row.Day >= from && row.Day <= to)
                    .OrderBy(row => row.Day)
                    .Select(row => new
                    {
                        Row = row,
                        Through = db.RetentionTables
                            .Where(table => table.Name == RetentionTableNames.KpiEvent)
                            .Select(table => table.RolledUpToId)
                            .FirstOrDefault(),
                    })
                    .ToListAsync(token);
                var through = rows.Count > 0
                    ? rows[0].Through
                    : await db.RetentionTables
                        .Where(table => table.Name == RetentionTableNames.KpiEvent)
                        .Select(table => table.RolledUpToId)
                        .FirstOrDefaultAsync(token);
                return new KpiRollups(through ?? 0, rows.ConvertAll(item => item.Row.ToDay()));
            },
            cancellationToken);

    private ValueTask<SettledKpiEvents> ReadSettledAsync(CancellationToken cancellationToken) => retry.RunAsync(
        dialect,
        static async (dialect, token) =>
        {
            await using var db = await dialect.CreateContextAsync(token);
            return await dialect.ReadSettledKpiEventsAsync(db, token);
        },
        cancellationToken);
}
