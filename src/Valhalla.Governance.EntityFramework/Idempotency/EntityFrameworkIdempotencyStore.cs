using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.EntityFramework.Idempotency;

/// <summary>Housekeeping of <c>idempotency_key</c>.</summary>
internal sealed class EntityFrameworkIdempotencyStore(IStoreDialect dialect, StoreRetry retry) : IIdempotencyStore
{
    public ValueTask<int> PurgeAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, Before: before.ToUniversalTime(), limit),
            static async (state, token) =>
            {
                using var turn = await state.dialect.EnterWriteAsync(token);
                await using var db = await state.dialect.CreateContextAsync(token);
                await using var transaction = await state.dialect.BeginWriteAsync(db, token);
                var before = state.Before;
                var old = db.IdempotencyKeys
                    .Where(row => row.CreatedAt < before)
                    .OrderBy(row => row.CreatedAt)
                    .Take(state.limit);
                var deleted = await db.IdempotencyKeys
                    .Where(row => old.Any(o => o.Scope == row.Scope && o.Key == row.Key))
                    .ExecuteDeleteAsync(token);
                await transaction.CommitAsync(token);
                return deleted;
            },
            cancellationToken);
}
