using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.EntityFramework.Control;
using Valhalla.Governance.EntityFramework.Idempotency;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.EntityFramework.GoNoGo;

/// <summary>The board in tables, over any provider.</summary>
internal sealed class EntityFrameworkGoNoGoStore(
    IStoreDialect dialect,
    IStoreErrorMapper errors,
    StoreRetry retry,
    KeylessWrites writes,
    GuardedLogger<EntityFrameworkGoNoGoStore> logger) : IGoNoGoStore
{
    public ValueTask<StoredAnswer?> AppendEvidenceAsync(
        IReadOnlyList<Evidence> evidence,
        DateTimeOffset receivedAt,
        IdempotencyTicket? ticket,
        string answerJson,
        CancellationToken cancellationToken) => writes.RunAsync(
            (dialect, evidence, receivedAt, ticket, answerJson),
            static async (db, state, token) =>
            {
                if (state.ticket is { } ticket)
                {
                    if (!await state.dialect.TryTakeKeyAsync(db, ticket, state.receivedAt, token))
                    {
                        return await StoredAnswers.ReadAsync(db, ticket, token);
                    }

                    await StoredAnswers.WriteAsync(db, ticket, state.answerJson, token);
                }

                db.GoNoGoEvidence.AddRange(
                    state.evidence.Select(item => EvidenceRow.Of(item, state.receivedAt)));
                await db.SaveChangesAsync(token);
                return null;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<Evidence>> ReadNewestEvidenceAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(
            dialect,
            static async (dialect, token) =>
            {
                await using var db = await dialect.CreateContextAsync(token);
                return await dialect.ReadNewestEvidenceAsync(db, token);
            },
            cancellationToken);

    public ValueTask<GoNoGoState> ReadAsync(string? hash, CancellationToken cancellationToken) => retry.RunAsync(
        (dialect, hash),
        static async (state, token) =>
        {
            await using var db = await state.dialect.CreateContextAsync(token);
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return (await GoNoGoRows.ReadAsync(state.dialect, db, state.hash, token)).ToSnapshot();
        },
        cancellationToken);

    public async ValueTask CommitAsync(
        string? hash,
        Func<GoNoGoState, DateTimeOffset, GoNoGoChange?> decide,
        CancellationToken cancellationToken) => await retry.RunAsync(
            new PendingCommit<GoNoGoState, GoNoGoChange>(
                dialect,
                errors,
                logger,
                async (db, token) => await GoNoGoRows.ReadAsync(dialect, db, hash, token),
                decide),
            static (pending, token) => pending.RunAsync(token),
            cancellationToken);

    public ValueTask<IReadOnlyList<GoNoGoDecision>> ListDecisionsAsync(
        GoNoGoDecisionQuery query, CancellationToken cancellationToken) => ListAsync(
            rows => (query.BeforeId is { } before ? rows.Where(row => row.Id < before) : rows)
                .OrderByDescending(row => row.Id)
                .Take(query.Limit),
            cancellationToken);

    public ValueTask<IReadOnlyList<GoNoGoDecision>> ListUnwrittenAsync(
        int limit, CancellationToken cancellationToken) => ListAsync(
            rows => rows.Where(row => row.WrittenAt == null).OrderBy(row => row.Id).Take(limit), cancellationToken);

    public async ValueTask MarkWrittenAsync(long decisionId, CancellationToken cancellationToken) =>
        await retry.RunAsync(
            (dialect, decisionId),
            static async (state, token) =>
            {
                using var turn = await state.dialect.EnterWriteAsync(token);
                await using var db = await state.dialect.CreateContextAsync(token);
                DateTimeOffset? now = await state.dialect.ReadClockAsync(db, token);
                return await db.GoNoGoDecisions
                    .Where(row => row.Id == state.decisionId && row.WrittenAt == null)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.WrittenAt, now), token);
            },
            cancellationToken);

    private ValueTask<IReadOnlyList<GoNoGoDecision>> ListAsync(
        Func<IQueryable<DecisionRow>, IQueryable<DecisionRow>> choose, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, choose),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var rows = await state.choose(db.GoNoGoDecisions.AsNoTracking()).ToListAsync(token);
                return (IReadOnlyList<GoNoGoDecision>)rows.ConvertAll(row => row.ToDecision());
            },
            cancellationToken);
}
