using Valhalla.Governance.Audit;

namespace Valhalla.Governance.Storage;

/// <summary>The audit chain in memory.</summary>
internal sealed class InMemoryAuditStore(InMemoryDatabase database) : IAuditStore
{
    public ValueTask<IReadOnlyList<AuditRecord>> ReadAsync(
        long afterSequence, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<AuditRecord>>(
                [.. database.Audit.Where(r => r.Sequence > afterSequence).Take(limit)]);
        }
    }

    public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            database.AppendAudit(entry);
        }

        return ValueTask.CompletedTask;
    }
}
