using Microsoft.EntityFrameworkCore;
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
                var rows = await Select(db.KpiEvents.AsNoTracking(), state.query)
                    .OrderByDescending(row => row.Id)
                    .Take(state.query.Limit)
                    .ToListAsync(token);
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
                var samples = await SampleRows(db, state.series, state.afterId, state.limit, state.newest)
                    .ToListAsync(token);
                if (state.newest)
                {
                    samples.Reverse();
                }

                return (IReadOnlyList<KpiSample>)samples;
            },
            cancellationToken);

    /// <summary>The query for samples of a series, by its index; the newest come in descending order.</summary>
    internal static IQueryable<KpiSample> SampleRows(
        ValhallaDbContext db, KpiSeries series, long afterId, int limit, bool newest)
    {
        var (domain, metric) = (series.Domain.Value, series.Metric.Value);
        var rows = db.KpiEvents.AsNoTracking()
            .Where(row => row.Domain == domain && row.Metric == metric && row.Id > afterId);
        return (newest ? rows.OrderByDescending(row => row.Id) : rows.OrderBy(row => row.Id))
            .Take(limit)
            .Select(row => new KpiSample(row.Id, row.Success, row.Value));
    }

    public ValueTask<long> ReadSettledIdAsync(CancellationToken cancellationToken) => retry.RunAsync(
        dialect,
        static async (dialect, token) =>
        {
            await using var db = await dialect.CreateContextAsync(token);
            return (await dialect.ReadSettledKpiEventsAsync(db, token)).LastId;
        },
        cancellationToken);

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
