using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Partitions;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.EntityFramework.Kpi;

/// <summary>The reads of KPI events. The appends are the providers' own.</summary>
internal sealed class EntityFrameworkKpiReader(IStoreDialect dialect, StoreRetry retry)
{
    public ValueTask<IReadOnlyList<KpiRecord>> ListAsync(KpiQuery query, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, query),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var rows = await NewestDays.ReadAsync(
                    state.dialect.Partitions,
                    state.query.Limit,
                    from => Select(Since(db, from), state.query)
                        .OrderByDescending(row => row.Id)
                        .Take(state.query.Limit)
                        .ToListAsync(token),
                    row => row.Day);
                return (IReadOnlyList<KpiRecord>)rows.ConvertAll(row => row.ToRecord());
            },
            cancellationToken);

    /// <summary>Samples of a series, in the order of their ids: the newest or the oldest ones after an id.</summary>
    public ValueTask<IReadOnlyList<KpiSample>> ReadSamplesAsync(
        KpiSeries series, long afterId, int limit, bool newest, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, series, afterId, limit, newest),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                return (IReadOnlyList<KpiSample>)(state.newest
                    ? await ReadNewestAsync(state.dialect, db, state.series, state.afterId, state.limit, token)
                    : await ReadOldestAsync(state.dialect, db, state.series, state.afterId, state.limit, token));
            },
            cancellationToken);

    public ValueTask<long> ReadSettledIdAsync(CancellationToken cancellationToken) => retry.RunAsync(
        dialect,
        static async (dialect, token) =>
        {
            await using var db = await dialect.CreateContextAsync(token);
            return (await dialect.ReadSettledKpiEventsAsync(db, token)).LastId;
        },
        cancellationToken);

    /// <summary>The events of a day and later; of any day for null, the only form where the table is whole.</summary>
    public static IQueryable<KpiEventRow> Since(ValhallaDbContext db, DateOnly? day) => day is { } first
        ? db.KpiEvents.AsNoTracking().Where(row => row.Day >= first)
        : db.KpiEvents.AsNoTracking();

    /// <summary>The newest samples of a series behind an id, the newest first, with their days.</summary>
    public static IQueryable<DatedRow<KpiSample>> NewestQuery(
        ValhallaDbContext db, KpiSeries series, long afterId, int limit, DateOnly? from)
    {
        var rows = Of(Since(db, from), series, afterId).OrderByDescending(row => row.Id).Take(limit);
        return from is null
            ? rows.Select(row => new DatedRow<KpiSample>(new KpiSample(row.Id, row.Success, row.Value), default))
            : rows.Select(row => new DatedRow<KpiSample>(new KpiSample(row.Id, row.Success, row.Value), row.Day));
    }

    private static async ValueTask<List<KpiSample>> ReadNewestAsync(
        IStoreDialect dialect,
        ValhallaDbContext db,
        KpiSeries series,
        long afterId,
        int limit,
        CancellationToken cancellationToken)
    {
        var rows = await NewestDays.ReadAsync(
            dialect.Partitions,
            limit,
            from => NewestQuery(db, series, afterId, limit, from).ToListAsync(cancellationToken),
            row => row.Day);
        rows.Reverse();
        return rows.ConvertAll(row => row.Value);
    }

    private static async ValueTask<List<KpiSample>> ReadOldestAsync(
        IStoreDialect dialect,
        ValhallaDbContext db,
        KpiSeries series,
        long afterId,
        int limit,
        CancellationToken cancellationToken)
    {
        var first = await dialect.Partitions.FindFirstDayAsync(db, afterId, cancellationToken);
        return await Of(Since(db, first), series, afterId)
            .OrderBy(row => row.Id)
            .Take(limit)
            .Select(row => new KpiSample(row.Id, row.Success, row.Value))
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<KpiEventRow> Of(IQueryable<KpiEventRow> rows, KpiSeries series, long afterId)
    {
        var (domain, metric) = (series.Domain.Value, series.Metric.Value);
        return rows.Where(row => row.Domain == domain && row.Metric == metric && row.Id > afterId);
    }

    private static IQueryable<KpiEventRow> Select(IQueryable<KpiEventRow> rows, KpiQuery query)
    {
        if (query.Domain is { } domain)
        {
            var name = domain.Value;
            rows = rows.Where(row => row.Domain == name);
        }

        if (query.Metric is { } metric)
        {
            var name = metric.Value;
            rows = rows.Where(row => row.Metric == name);
        }

        if (query.CorrelationId is { } correlationId)
        {
            rows = rows.Where(row => row.CorrelationId == correlationId);
        }

        if (query.BeforeId is { } beforeId)
        {
            rows = rows.Where(row => row.Id < beforeId);
        }

        return rows;
    }
}
