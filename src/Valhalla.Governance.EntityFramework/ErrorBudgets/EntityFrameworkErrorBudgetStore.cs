using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Idempotency;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.EntityFramework.ErrorBudgets;

/// <summary>Counts by minute in tables, over any provider.</summary>
internal sealed class EntityFrameworkErrorBudgetStore(IStoreDialect dialect, StoreRetry retry, KeylessWrites writes)
    : IErrorBudgetStore
{
    public ValueTask<StoredAnswer?> AddAsync(
        IReadOnlyList<SloMinute> minutes,
        IdempotencyTicket? ticket,
        string answerJson,
        DateTimeOffset now,
        CancellationToken cancellationToken) => writes.RunAsync(
            (dialect, minutes, ticket, answerJson, now),
            static async (db, state, token) =>
            {
                if (state.ticket is { } ticket
                    && !await state.dialect.TryTakeKeyAsync(db, ticket, StoreTime.Truncate(state.now), token))
                {
                    return await StoredAnswers.ReadAsync(db, ticket, token);
                }

                if (state.ticket is { } taken)
                {
                    await StoredAnswers.WriteAsync(db, taken, state.answerJson, token);
                }

                // Last, because other writers of these minutes wait for their rows from here on.
                await state.dialect.AddSloCountsAsync(db, state.minutes, token);
                return (StoredAnswer?)null;
            },
            cancellationToken);

    public ValueTask<SloFold> FoldAsync(
        SloKey key, KpiSeries series, DateTimeOffset notBefore, int limit, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, key, series, notBefore, limit),
            static async (state, token) =>
            {
                SettledKpiEvents settled;
                await using (var db = await state.dialect.CreateContextAsync(token))
                {
                    settled = await state.dialect.ReadSettledKpiEventsAsync(db, token);
                    var position = await PositionQuery(db, state.key).SingleOrDefaultAsync(token);

                    var after = position?.LastKpiId ?? 0;
                    var first = await state.dialect.Partitions.FindFirstDayAsync(db, after, token);

                    // Looked at without a lock first: most rounds find nothing, and then nothing is written.
                    if (!await EventQuery(db, state.series, after, settled.LastId, first).AnyAsync(token))
                    {
                        return new SloFold(0, HasMore: false, settled.IsHeldUp);
                    }
                }

                return await CountAsync(
                    state.dialect, state.key, state.series, state.notBefore, state.limit, settled, token);
            },
            cancellationToken);

    public ValueTask<SloReading> ReadAsync(SloKey key, SloWindows windows, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, key, windows),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var totals = await SumQuery(db, state.key, state.windows).SingleOrDefaultAsync(token);
                var period = state.windows.Since[^1];
                var lastAt = await Minutes(db, state.key, state.windows)
                    .Where(row => row.MinuteStart >= period)
                    .OrderByDescending(row => row.MinuteStart)
                    .Select(row => (DateTimeOffset?)row.LastAt)
                    .FirstOrDefaultAsync(token);
                return new SloReading((totals ?? new SloWindowSums()).ToTotals(), lastAt);
            },
            cancellationToken);

    public ValueTask<int> PurgeAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, Before: before.ToUniversalTime(), limit),
            static async (state, token) =>
            {
                using var turn = await state.dialect.EnterWriteAsync(token);
                await using var db = await state.dialect.CreateContextAsync(token);
                await using var transaction = await state.dialect.BeginWriteAsync(db, token);
                var before = state.Before;
                var old = db.SloCountMinutes
                    .Where(row => row.MinuteStart < before)
                    .OrderBy(row => row.MinuteStart)
                    .Take(state.limit);
                var deleted = await db.SloCountMinutes
                    .Where(row => row.MinuteStart < before && old.Any(o => o.Objective == row.Objective
                        && o.Source == row.Source && o.MinuteStart == row.MinuteStart))
                    .ExecuteDeleteAsync(token);
                await transaction.CommitAsync(token);
                return deleted;
            },
            cancellationToken);

    private static async ValueTask<SloFold> CountAsync(
        IStoreDialect dialect,
        SloKey key,
        KpiSeries series,
        DateTimeOffset notBefore,
        int limit,
        SettledKpiEvents settled,
        CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        await dialect.LockSloPositionAsync(db, key, cancellationToken);

        // After the lock, so that what another node has counted is seen.
        var position = await PositionQuery(db, key).SingleAsync(cancellationToken);
        var first = await dialect.Partitions.FindFirstDayAsync(db, position.LastKpiId, cancellationToken);
        var events = await EventQuery(db, series, position.LastKpiId, settled.LastId, first)
            .OrderBy(row => row.Id)
            .Take(limit)
            .Select(row => new { row.Id, row.Success, row.CreatedAt })
            .ToListAsync(cancellationToken);
        if (events.Count == 0)
        {
            return new SloFold(0, HasMore: false, settled.IsHeldUp);
        }

        var last = events[^1].Id;
        await PositionQuery(db, key).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LastKpiId, last), cancellationToken);
        await dialect.AddSloCountsAsync(
            db,
            SloEvents.Count(
                key,
                events.Select(e => new KpiEvent
                {
                    Domain = series.Domain,
                    Metric = series.Metric,
                    Success = e.Success,
                    CreatedAt = e.CreatedAt,
                }),
                notBefore),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SloFold(events.Count, events.Count == limit, settled.IsHeldUp);
    }

    private static IQueryable<SloCountPositionRow> PositionQuery(ValhallaDbContext db, SloKey key)
    {
        var (objective, source) = key;
        return db.SloCountPositions.AsNoTracking().Where(row => row.Objective == objective && row.Source == source);
    }

    private static IQueryable<KpiEventRow> EventQuery(
        ValhallaDbContext db, KpiSeries series, long afterId, long untilId, DateOnly? firstDay)
    {
        var (domain, metric) = (series.Domain.Value, series.Metric.Value);
        return EntityFrameworkKpiReader.Since(db, firstDay)
            .Where(row => row.Domain == domain && row.Metric == metric && row.Id > afterId && row.Id <= untilId);
    }

    private static IQueryable<SloCountMinuteRow> Minutes(ValhallaDbContext db, SloKey key, SloWindows windows)
    {
        var (objective, source) = key;
        var (first, until) = (windows.Since.Min(), windows.Until);
        return db.SloCountMinutes.AsNoTracking().Where(row => row.Objective == objective && row.Source == source
            && row.MinuteStart >= first && row.MinuteStart <= until);
    }

    /// <summary>All windows in one pass over the minutes; no row without minutes.</summary>
    private static IQueryable<SloWindowSums> SumQuery(ValhallaDbContext db, SloKey key, SloWindows windows)
    {
        var s = windows.Since;
        var (w0, w1, w2, w3, w4, w5, w6, w7, w8) = (s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8]);
        return Minutes(db, key, windows)
            .GroupBy(static _ => 1)
            .Select(all => new SloWindowSums
            {
                Good0 = all.Sum(row => row.MinuteStart >= w0 ? row.Good : 0),
                Good1 = all.Sum(row => row.MinuteStart >= w1 ? row.Good : 0),
                Good2 = all.Sum(row => row.MinuteStart >= w2 ? row.Good : 0),
                Good3 = all.Sum(row => row.MinuteStart >= w3 ? row.Good : 0),
                Good4 = all.Sum(row => row.MinuteStart >= w4 ? row.Good : 0),
                Good5 = all.Sum(row => row.MinuteStart >= w5 ? row.Good : 0),
                Good6 = all.Sum(row => row.MinuteStart >= w6 ? row.Good : 0),
                Good7 = all.Sum(row => row.MinuteStart >= w7 ? row.Good : 0),
                Good8 = all.Sum(row => row.MinuteStart >= w8 ? row.Good : 0),
                Bad0 = all.Sum(row => row.MinuteStart >= w0 ? row.Bad : 0),
                Bad1 = all.Sum(row => row.MinuteStart >= w1 ? row.Bad : 0),
                Bad2 = all.Sum(row => row.MinuteStart >= w2 ? row.Bad : 0),
                Bad3 = all.Sum(row => row.MinuteStart >= w3 ? row.Bad : 0),
                Bad4 = all.Sum(row => row.MinuteStart >= w4 ? row.Bad : 0),
                Bad5 = all.Sum(row => row.MinuteStart >= w5 ? row.Bad : 0),
                Bad6 = all.Sum(row => row.MinuteStart >= w6 ? row.Bad : 0),
                Bad7 = all.Sum(row => row.MinuteStart >= w7 ? row.Bad : 0),
                Bad8 = all.Sum(row => row.MinuteStart >= w8 ? row.Bad : 0),
            });
    }
}
