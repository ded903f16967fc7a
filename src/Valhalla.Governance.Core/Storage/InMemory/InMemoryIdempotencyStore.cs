using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Storage;

/// <summary>Housekeeping of answers in memory.</summary>
internal sealed class InMemoryIdempotencyStore(InMemoryDatabase database) : IIdempotencyStore
{
    public ValueTask<int> PurgeAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.PurgeAnswers(before, limit));
        }
    }
}
