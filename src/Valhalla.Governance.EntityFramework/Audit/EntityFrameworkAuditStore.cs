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

    public async ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        await control.CommitAsync((_, _) => new ControlChange { Audit = [entry] }, cancellationToken);
}
