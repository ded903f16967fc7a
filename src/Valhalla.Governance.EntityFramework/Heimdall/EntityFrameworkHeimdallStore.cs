using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Idempotency;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.EntityFramework.Heimdall;

/// <summary>Recommendations and scorecards in tables, over any provider.</summary>
internal sealed class EntityFrameworkHeimdallStore(IStoreDialect dialect, StoreRetry retry, KeylessWrites writes)
    : IHeimdallStore
{
    public ValueTask<HeimdallAppendResult> AppendAsync(
        HeimdallRecommendation recommendation,
        IdempotencyTicket? ticket,
        Func<long, string> answerJson,
        CancellationToken cancellationToken) => writes.RunAsync(
            (dialect, recommendation, ticket, answerJson),
            static async (db, state, token) =>
            {
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
        writes.RunAsync(
            (dialect, id, success, overdue, At: (DateTimeOffset?)StoreTime.Truncate(at), cell),
            static async (db, state, token) =>
            {
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
                return true;
            },
            cancellationToken);

    public ValueTask<int> FailOverdueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        writes.RunAsync(
            (dialect, Now: now.ToUniversalTime(), limit),
            static async (db, state, token) =>
            {
                var ids = await state.dialect.LockOverdueAsync(db, state.Now, state.limit, token);
                if (ids.Count == 0)
                {
                    return 0;
                }

                var rows = db.HeimdallRecommendations.Where(row => ids.Contains(row.Id));
                foreach (var cell in await ReadCellsOfAsync(rows, token))
                {
                    await state.dialect.AddCellAsync(db, cell, token);
                }

                bool? success = false;
                return await rows.ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.Success, success)
                        .SetProperty(row => row.OutcomeAt, row => (DateTimeOffset?)row.OutcomeDueAt)
                        .SetProperty(row => row.IsOverdue, true),
                    token);
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<ScorecardCell>> ReadOverdueCellsAsync(
        DomainName? domain,
        string? modelVersion,
        DateTimeOffset from,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, Domain: domain?.Value, modelVersion, From: from.ToUniversalTime(), Now: now.ToUniversalTime()),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var (from, now) = (state.From, state.Now);
                var rows = db.HeimdallRecommendations.Where(
                    row => row.Success == null && row.OutcomeDueAt >= from && row.OutcomeDueAt <= now);
                if (state.Domain is { } name)
                {
                    rows = rows.Where(row => row.Domain == name);
                }

                if (state.modelVersion is { } model)
                {
                    rows = rows.Where(row => row.ModelVersion == model);
                }

                return await SumAsync(rows, DateOnly.FromDateTime(now.UtcDateTime), token);
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

    /// <summary>
    /// Sums in the database. The bins are literals, since a database takes two parameters of one value for two things
    /// and refuses to group by them; a test compares them with <see cref="HeimdallRules.BinOf(double)"/>.
    /// </summary>
    private static async ValueTask<IReadOnlyList<ScorecardCell>> SumAsync(
        IQueryable<HeimdallRecommendationRow> overdue, DateOnly day, CancellationToken cancellationToken)
    {
        var sums = await overdue
            .Select(row => new
            {
                row.Domain,
                row.ModelVersion,
                row.Confidence,
                Bin = row.Confidence <= 0.1 ? 0
                    : row.Confidence <= 0.2 ? 1
                    : row.Confidence <= 0.3 ? 2
                    : row.Confidence <= 0.4 ? 3
                    : row.Confidence <= 0.5 ? 4
                    : row.Confidence <= 0.6 ? 5
                    : row.Confidence <= 0.7 ? 6
                    : row.Confidence <= 0.8 ? 7
                    : row.Confidence <= 0.9 ? 8
                    : 9,
            })
            .GroupBy(row => new { row.Domain, row.ModelVersion, row.Bin })
            .Select(group => new
            {
                group.Key.Domain,
                group.Key.ModelVersion,
                group.Key.Bin,
                Trials = group.Count(),
                Confidence = group.Sum(row => row.Confidence),
                Squares = group.Sum(row => row.Confidence * row.Confidence),
            })
            .ToListAsync(cancellationToken);
        return sums.ConvertAll(sum => new ScorecardCell(
            day,
            new DomainName(sum.Domain),
            sum.ModelVersion,
            sum.Bin,
            sum.Trials,
            Successes: 0,
            Overdue: sum.Trials,
            sum.Confidence,
            sum.Squares));
    }

    private static async ValueTask<IReadOnlyList<ScorecardCell>> ReadCellsOfAsync(
        IQueryable<HeimdallRecommendationRow> overdue, CancellationToken cancellationToken)
    {
        // Without the recommendations themselves, which may be large.
        var rows = await overdue
            .Select(row => new { row.Domain, row.ModelVersion, row.Confidence, row.OutcomeDueAt })
            .ToListAsync(cancellationToken);
        return HeimdallRules.OverdueCells(
            rows.Select(row => (new DomainName(row.Domain), row.ModelVersion, row.Confidence, row.OutcomeDueAt)));
    }
}
