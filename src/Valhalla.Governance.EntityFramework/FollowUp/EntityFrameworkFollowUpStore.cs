using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Operations.FollowUp;

namespace Valhalla.Governance.EntityFramework.FollowUp;

/// <summary>Follow-up tasks in a table, over any provider.</summary>
internal sealed class EntityFrameworkFollowUpStore(IStoreDialect dialect, StoreRetry retry, KeylessWrites writes)
    : IFollowUpStore
{
    public ValueTask<LadderCreation> CreateAsync(
        NewLadder ladder, IdempotencyTicket? ticket, CancellationToken cancellationToken) => retry.RunAsync(
            new PendingLadder(dialect, ladder, ticket), static (pending, token) => pending.RunAsync(token),
            cancellationToken);

    public ValueTask<(FollowUpTask? Task, DateTimeOffset Now)> FindAsync(
        long id, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, id),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var id = state.id;
                var row = await db.FollowUpTasks.AsNoTracking().SingleOrDefaultAsync(task => task.Id == id, token);
                return (row?.ToTask(), await state.dialect.ReadClockAsync(db, token));
            },
            cancellationToken);

    public ValueTask<(IReadOnlyList<FollowUpTask> Tasks, DateTimeOffset Now)> ListDueAsync(
        FollowUpDueQuery query, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, query),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var now = await state.dialect.ReadClockAsync(db, token);
                var rows = await DueRows(db, now, state.query).ToListAsync(token);
                return ((IReadOnlyList<FollowUpTask>)rows.ConvertAll(row => row.ToTask()), now);
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<FollowUpTask>> ClaimAsync(
        FollowUpClaimOrder order, FollowUpJudge judge, CancellationToken cancellationToken) => retry.RunAsync(
            new PendingClaim(dialect, order, judge), static (pending, token) => pending.RunAsync(token),
            cancellationToken);

    public ValueTask<bool> TryCompleteAsync(
        FollowUpCompletion completion, CancellationToken cancellationToken) => writes.RunAsync(
            (dialect, completion),
            static async (db, state, token) =>
            {
                var completed = await CompleteAsync(db, state.completion, token);
                return completed == 1;
            },
            cancellationToken);

    public ValueTask<int> StopAsync(
        string leadId, string reason, string actor, CancellationToken cancellationToken) => writes.RunAsync(
            (dialect, leadId, reason, actor),
            static async (db, state, token) =>
            {
                var (leadId, reason, actor) = (state.leadId, state.reason, state.actor);
                DateTimeOffset? now = await state.dialect.ReadClockAsync(db, token);
                var count = await db.FollowUpTasks
                    .Where(row => row.LeadId == leadId && row.Status == "pending")
                    .ExecuteUpdateAsync(
                        set => set
                            .SetProperty(row => row.Status, "cancelled")
                            .SetProperty(row => row.ClosedAt, now)
                            .SetProperty(row => row.ClosedBy, actor)
                            .SetProperty(row => row.Outcome, reason),
                        token);
                return count;
            },
            cancellationToken);

    public ValueTask<bool> IsKnownAsync(string leadId, CancellationToken cancellationToken) => retry.RunAsync(
        (dialect, leadId),
        static async (state, token) =>
        {
            var leadId = state.leadId;
            await using var db = await state.dialect.CreateContextAsync(token);
            return await db.FollowUpTasks.AnyAsync(row => row.LeadId == leadId, token);
        },
        cancellationToken);

    public ValueTask<FollowUpCompletedCounts> CountCompletedAsync(
        TimeSpan period, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, period),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var now = await state.dialect.ReadClockAsync(db, token);
                DateTimeOffset? from = now - state.period;
                var fast = (long)FollowUpRules.FastResponse.TotalSeconds;
                var latest = (long)FollowUpRules.LatestResponse.TotalSeconds;
                var counts = await db.FollowUpTasks
                    .Where(row => row.Status == "completed" && row.ClosedAt > from)
                    .GroupBy(_ => 1)
                    .Select(all => new
                    {
                        Completed = all.LongCount(),
                        Fast = all.LongCount(row => row.ResponseSeconds <= fast),
                        InTime = all.LongCount(row => row.ResponseSeconds <= latest),
                    })
                    .SingleOrDefaultAsync(token);
                return new FollowUpCompletedCounts(
                    now, counts?.Completed ?? 0, counts?.Fast ?? 0, counts?.InTime ?? 0);
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<FollowUpMarket>> ListOverdueMarketsAsync(
        DateTimeOffset before, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, before),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var before = state.before.ToUniversalTime();
                var markets = await db.FollowUpTasks
                    .Where(row => row.Status == "pending" && row.FirstDueAt < before)
                    .Select(row => new { row.Province, row.Market })
                    .Distinct()
                    .ToListAsync(token);
                return (IReadOnlyList<FollowUpMarket>)markets.ConvertAll(row => new FollowUpMarket(
                    new ProvinceCode(row.Province), row.Market is { } market ? new MarketName(market) : null));
            },
            cancellationToken);

    public ValueTask<long> CountOverdueAsync(
        FollowUpMarket market, DateTimeOffset firstDueBy, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, market, By: firstDueBy.ToUniversalTime()),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var (province, market, by) = (state.market.Province.Value, state.market.Market?.Value, state.By);
                return await db.FollowUpTasks.LongCountAsync(
                    row => row.Status == "pending" && row.FirstDueAt <= by
                        && row.Province == province && row.Market == market,
                    token);
            },
            cancellationToken);

    internal static IQueryable<FollowUpTaskRow> DueRows(
        ValhallaDbContext db, DateTimeOffset now, FollowUpDueQuery query)
    {
        // The status is a constant, because only then the planner knows that the partial index holds all wanted rows.
        var latest = now + FollowUpRequests.MaxLease;
        var due = db.FollowUpTasks.AsNoTracking()
            .Where(row => row.Status == "pending" && row.DueAt <= now
                && (row.LeaseUntil == null || row.LeaseUntil <= now || row.LeaseUntil > latest));
        if (query.After is { } after)
        {
            var (dueAt, id) = (after.DueAt.ToUniversalTime(), after.Id);
            due = due.Where(row => row.DueAt >= dueAt && (row.DueAt > dueAt || row.Id > id));
        }

        return due.OrderBy(row => row.DueAt).ThenBy(row => row.Id).Take(query.Limit);
    }

    private static Task<int> CompleteAsync(
        ValhallaDbContext db, FollowUpCompletion completion, CancellationToken cancellationToken)
    {
        var (id, claim, at) = (completion.TaskId, completion.ClaimId, StoreTime.Truncate(completion.At));
        var rows = db.FollowUpTasks.Where(row => row.Id == id && row.Status == "pending");
        if (claim is not null)
        {
            var latest = at + FollowUpRequests.MaxLease;
            rows = rows.Where(row => row.ClaimId == null || row.ClaimId == claim || row.LeaseUntil <= at
                || row.LeaseUntil > latest);
        }

        // The condition makes it once: a second writer waits for the row and then finds it taken.
        DateTimeOffset? closedAt = at;
        long? seconds = completion.ResponseSeconds;
        return rows.ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.Status, "completed")
                .SetProperty(row => row.ClosedAt, closedAt)
                .SetProperty(row => row.ClosedBy, completion.Actor)
                .SetProperty(row => row.Outcome, completion.Outcome)
                .SetProperty(row => row.ResponseSeconds, seconds),
            cancellationToken);
    }
}
