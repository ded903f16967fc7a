using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Operations.Offers;

namespace Valhalla.Governance.EntityFramework.Offers;

/// <summary>The evidence of offers in a table, over any provider.</summary>
internal sealed class EntityFrameworkOfferStore(IStoreDialect dialect, StoreRetry retry, KeylessWrites writes)
    : IOfferStore
{
    private const string KeyPurged = "The answer to the key was purged while it was looked up. Try again.";

    public ValueTask<OfferAppendResult> AppendAsync(
        OfferEvidence evidence,
        IdempotencyTicket? ticket,
        Func<long, string> answerJson,
        CancellationToken cancellationToken) => writes.RunAsync(
            (dialect, evidence, ticket, answerJson),
            static async (db, state, token) =>
            {
                if (state.ticket is { } ticket
                    && !await state.dialect.TryTakeKeyAsync(db, ticket, state.evidence.CreatedAt, token))
                {
                    return new OfferAppendResult(
                        0,
                        await ReadAnswerAsync(db, ticket, token)
                            ?? throw new ValhallaStoreException(StoreFailure.Busy, KeyPurged));
                }

                var row = OfferEvidenceRow.Of(state.evidence);
                db.OfferEvidence.Add(row);
                await db.SaveChangesAsync(token);
                if (state.ticket is { } taken)
                {
                    await WriteAnswerAsync(db, taken, state.answerJson(row.Id), token);
                }
                return new OfferAppendResult(row.Id, null);
            },
            cancellationToken);

    public ValueTask<OfferEvidence?> FindAsync(long id, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, id),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var id = state.id;
                var row = await db.OfferEvidence.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, token);
                return row?.ToEvidence();
            },
            cancellationToken);

    public ValueTask<StoredAnswer?> FindAnswerAsync(IdempotencyTicket ticket, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, ticket),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                return await ReadAnswerAsync(db, state.ticket, token);
            },
            cancellationToken);

    private static async ValueTask<StoredAnswer?> ReadAnswerAsync(
        ValhallaDbContext db, IdempotencyTicket ticket, CancellationToken cancellationToken)
    {
        var (scope, key) = (ticket.Scope, ticket.Key);
        var row = await db.IdempotencyKeys.AsNoTracking()
            .SingleOrDefaultAsync(stored => stored.Scope == scope && stored.Key == key, cancellationToken);
        return row is null ? null : new StoredAnswer(row.RequestHash, row.Answer);
    }

    private static Task<int> WriteAnswerAsync(
        ValhallaDbContext db, IdempotencyTicket ticket, string answer, CancellationToken cancellationToken)
    {
        var (scope, key) = (ticket.Scope, ticket.Key);
        return db.IdempotencyKeys
            .Where(row => row.Scope == scope && row.Key == key)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Answer, answer), cancellationToken);
    }
}
