using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Idempotency;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.EntityFramework.Heimdall;

/// <summary>Recommendations and scorecards in tables, over any provider.</summary>
internal sealed class EntityFrameworkHeimdallStore(IStoreDialect dialect, StoreRetry retry) : IHeimdallStore
{
    public ValueTask<HeimdallAppendResult> AppendAsync(
        HeimdallRecommendation recommendation,
        IdempotencyTicket? ticket,
        Func<long, string> answerJson,
        CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, recommendation, ticket, answerJson),
            static async (state, token) =>
            {
                using var turn = await state.dialect.EnterWriteAsync(token);
                await using var db = await state.dialect.CreateContextAsync(token);
                await using var transaction = await state.dialect.BeginWriteAsync(db, token);
                if (state.ticket is { } ticket
                    && !await state.dialect.TryTakeKeyAsync(db, ticket, state.recommendation.CreatedAt, token))
                {
                    return new HeimdallAppendResult(0, await StoredAnswers.ReadAsync(db, ticket, token));
                }

                var row = HeimdallRecommendationRow.Of(state.recommendation);
                db.HeimdallRecommendations.Add(row);
                await db.SaveChangesAsync(token);
                if (state.ticket is { } taken)
                {
                    await StoredAnswers.WriteAsync(db, taken, state.answerJson(row.Id), token);
                }

                await transaction.CommitAsync(token);
                return new HeimdallAppendResult(row.Id, null);
            },
            cancellationToken);

    public ValueTask<HeimdallRecommendation?> FindAsync(long id, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, id),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var id = state.id;
                var row = await db.HeimdallRecommendations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, token);
                return row?.ToRecommendation();
            },
            cancellationToken);

    public ValueTask<bool> RecordOutcomeAsync(
        long id, bool success, bool overdue, DateTimeOffset at, ScorecardCell cell,
            CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, id, success, overdue, At: (DateTimeOffset?)StoreTime.Truncate(at), cell),
            static async (state, token) =>
            {
                using var turn = await state.dialect.EnterWriteAsync(token);
                await using var db = await state.dialect.CreateContextAsync(token);
                await using var transaction = await state.dialect.BeginWriteAsync(db, token);
                var (id, success, overdue, at) = (state.id, (bool?)state.success, state.overdue, state.At);

                // The condition makes it once: a second writer waits for the row and then finds it taken.
                var updated = await db.HeimdallRecommendations
                    .Where(row => row.Id == id && row.Success == null)
                    .ExecuteUpdateAsync(
                        set => set
                            .SetProperty(row => row.Success, success)
                            .SetProperty(row => row.OutcomeAt, at)
                            .SetProperty(row => row.IsOverdue, overdue),
                        token);
                if (updated == 0)
                {
                    return false;
                }

                await state.dialect.AddCellAsync(db, state.cell, token);
                await transaction.CommitAsync(token);
                return true;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<HeimdallRecommendation>> ListOverdueAsync(
        DomainName? domain, DateTimeOffset now, int limit, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, Domain: domain?.Value, Now: now.ToUniversalTime(), limit),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var now = state.Now;
                var rows = db.HeimdallRecommendations.AsNoTracking()
                    .Where(row => row.Success == null && row.OutcomeDueAt <= now);
                if (state.Domain is { } name)
                {
                    rows = rows.Where(row => row.Domain == name);
                }

                var found = await rows
                    .OrderBy(row => row.OutcomeDueAt).ThenBy(row => row.Id)
                    .Take(state.limit)
                    .ToListAsync(token);
                return (IReadOnlyList<HeimdallRecommendation>)found.ConvertAll(row => row.ToRecommendation());
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<ScorecardCell>> ReadCellsAsync(
        DomainName? domain, string? modelVersion, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, Domain: domain?.Value, modelVersion, from, to),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var (from, to) = (state.from, state.to);
                var rows = db.HeimdallScorecardDays.AsNoTracking().Where(row => row.Day >= from && row.Day <= to);
                if (state.Domain is { } name)
                {
                    rows = rows.Where(row => row.Domain == name);
                }

                if (state.modelVersion is { } model)
                {
                    rows = rows.Where(row => row.ModelVersion == model);
                }

                var found = await rows
                    .OrderBy(row => row.Day).ThenBy(row => row.Domain)
                    .ThenBy(row => row.ModelVersion).ThenBy(row => row.Bin)
                    .ToListAsync(token);
                return (IReadOnlyList<ScorecardCell>)found.ConvertAll(row => row.ToCell());
            },
            cancellationToken);
}
