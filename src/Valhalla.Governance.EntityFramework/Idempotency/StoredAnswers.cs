using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.EntityFramework.Idempotency;

/// <summary>Answers to idempotency keys, within the transaction that has taken the key.</summary>
internal static class StoredAnswers
{
    private const string KeyPurged = "The answer to the key was purged while it was looked up. Try again.";

    /// <summary>The answer to a key that was seen before.</summary>
    /// <exception cref="ValhallaStoreException">It was purged meanwhile.</exception>
    public static async ValueTask<StoredAnswer> ReadAsync(
        ValhallaDbContext db, IdempotencyTicket ticket, CancellationToken cancellationToken)
    {
        var (scope, key) = (ticket.Scope, ticket.Key);
        var row = await db.IdempotencyKeys.AsNoTracking()
            .SingleOrDefaultAsync(stored => stored.Scope == scope && stored.Key == key, cancellationToken)
            ?? throw new ValhallaStoreException(StoreFailure.Busy, KeyPurged);
        return new StoredAnswer(row.RequestHash, row.Answer);
    }

    /// <summary>Keeps the answer to a key that this transaction has taken.</summary>
    public static Task<int> WriteAsync(
        ValhallaDbContext db, IdempotencyTicket ticket, string answer, CancellationToken cancellationToken)
    {
        var (scope, key) = (ticket.Scope, ticket.Key);
        return db.IdempotencyKeys
            .Where(row => row.Scope == scope && row.Key == key)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Answer, answer), cancellationToken);
    }
}
