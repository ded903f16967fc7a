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

    public ValueTask<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<AuditRecord>>(
            [
                .. database.Audit.Reverse()
                    .Where(r => (query.BeforeSequence is not { } before || r.Sequence < before)
                        && IsSame(query.Action, r.Entry.Action)
                        && IsSame(query.Subject, r.Entry.Subject)
                        && IsSame(query.Actor, r.Entry.Author.Name))
                    .Take(query.Limit),
            ]);
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

    private static bool IsSame(string? wanted, string value) =>
        wanted is null || string.Equals(wanted, value, StringComparison.Ordinal);
}
