using Valhalla.Governance.Audit;

namespace Valhalla.Governance.Core.Tests.Audit;

/// <summary>A chain as somebody with access to the database has left it.</summary>
internal sealed class ListedAuditStore(IReadOnlyList<AuditRecord> records) : IAuditStore
{
    /// <summary>The most records that were asked for at once.</summary>
    public int LargestPage { get; private set; }

    public ValueTask<IReadOnlyList<AuditRecord>> ReadAsync(
        long afterSequence, int limit, CancellationToken cancellationToken)
    {
        LargestPage = Math.Max(LargestPage, limit);
        return ValueTask.FromResult<IReadOnlyList<AuditRecord>>(
            [.. records.Where(r => r.Sequence > afterSequence).OrderBy(r => r.Sequence).Take(limit)]);
    }

    public ValueTask<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
