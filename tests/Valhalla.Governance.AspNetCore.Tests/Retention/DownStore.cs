using Valhalla.Governance.Audit;

namespace Valhalla.Governance.AspNetCore.Tests.Retention;

/// <summary>A chain whose store stops answering after some pages.</summary>
internal sealed class DownStore(int failsAfter) : IAuditStore
{
    private int _pages;

    public ValueTask<IReadOnlyList<AuditRecord>> ReadAsync(
        long afterSequence, int limit, CancellationToken cancellationToken)
    {
        if (_pages++ >= failsAfter)
        {
            throw new ValhallaStoreException(StoreFailure.Unavailable, "Gone.");
        }

        var records = new List<AuditRecord>();
        for (var i = 1; i <= limit; i++)
        {
            records.Add(AuditChain.Seal(
                new AuditEntry("a.b", "", ChangeAuthor.System, null, null, null),
                i,
                i == 1 ? AuditChain.GenesisHash : records[^1].Hash,
                DateTimeOffset.UnixEpoch));
        }

        return ValueTask.FromResult<IReadOnlyList<AuditRecord>>(records);
    }

    public ValueTask<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
