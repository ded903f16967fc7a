using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.EntityFramework.Audit;

/// <summary>Reads the chain; appends by a control commit that changes nothing else.</summary>
internal sealed class EntityFrameworkAuditStore(IStoreDialect dialect, StoreRetry retry, IControlStore control)
    : IAuditStore
{
    public ValueTask<IReadOnlyList<AuditRecord>> ReadAsync(
        long afterSequence, int limit, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, afterSequence, limit),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var after = state.afterSequence;
                var rows = await db.AuditEvents.AsNoTracking()
                    .Where(row => row.Sequence > after)
                    .OrderBy(row => row.Sequence)
                    .Take(state.limit)
                    .ToListAsync(token);
                return (IReadOnlyList<AuditRecord>)rows.ConvertAll(row => row.ToRecord());
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, query),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var rows = await Select(db.AuditEvents.AsNoTracking(), state.query)
                    .OrderByDescending(row => row.Sequence)
                    .Take(state.query.Limit)
                    .ToListAsync(token);
                return (IReadOnlyList<AuditRecord>)rows.ConvertAll(row => row.ToRecord());
            },
            cancellationToken);

    public async ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        await control.CommitAsync((_, _) => new ControlChange { Audit = [entry] }, cancellationToken);

    // Each condition only where it is asked for, so that the primary key serves the common case.
    private static IQueryable<AuditEventRow> Select(IQueryable<AuditEventRow> rows, AuditQuery query)
    {
        if (query.BeforeSequence is { } before)
        {
            rows = rows.Where(row => row.Sequence < before);
        }

        if (query.Action is { } action)
        {
            rows = rows.Where(row => row.Action == action);
        }

        if (query.Subject is { } subject)
        {
            rows = rows.Where(row => row.Subject == subject);
        }

        return query.Actor is { } actor ? rows.Where(row => row.Actor == actor) : rows;
    }
}
