using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Operations.FollowUp;

namespace Valhalla.Governance.EntityFramework.FollowUp;

/// <summary>A claim in one transaction: tasks it takes are nobody else's before it commits.</summary>
internal sealed class PendingClaim(IStoreDialect dialect, FollowUpClaimOrder order, FollowUpJudge judge)
{
    private bool _wasSent;

    public async ValueTask<IReadOnlyList<FollowUpTask>> RunAsync(CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        var kept = _wasSent ? await ReadOwnAsync(db, cancellationToken) : [];
        if (kept.Count > 0)
        {
            // The commit of the attempt before was lost on its way back.
            return kept;
        }

        for (var round = 0; round < FollowUpClaimOrder.MaxRounds && kept.Count < order.Limit; round++)
        {
            var ids = await dialect.ClaimDueAsync(
                db, order, order.CountFor(round, kept.Count), cancellationToken);
            if (ids.Count == 0)
            {
                break;
            }

            var rows = await db.FollowUpTasks.AsNoTracking()
                .Where(row => ids.Contains(row.Id))
                .OrderBy(row => row.DueAt).ThenBy(row => row.Id)
                .ToListAsync(cancellationToken);
            var taken = rows.ConvertAll(row => row.ToTask());
            var now = taken[0].LeaseUntil!.Value - order.Lease;
            var postponed = await judge(taken, now, cancellationToken);
            var open = taken.FindAll(task => !postponed.ContainsKey(task.Id));
            var missing = order.Limit - kept.Count;
            kept.AddRange(open.Take(missing));
            await LetGoAsync(db, [.. open.Skip(missing).Select(task => task.Id)], cancellationToken);
            if (postponed.Count == 0)
            {
                break;
            }

            await PostponeAsync(db, postponed, cancellationToken);
        }

        _wasSent = true;
        await transaction.CommitAsync(CancellationToken.None);
        return kept;
    }

    private async ValueTask<List<FollowUpTask>> ReadOwnAsync(
        ValhallaDbContext db, CancellationToken cancellationToken)
    {
        Guid? claim = order.ClaimId;
        var rows = await db.FollowUpTasks.AsNoTracking()
            .Where(row => row.Status == "pending" && row.ClaimId == claim)
            .OrderBy(row => row.DueAt).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.ToTask());
    }

    private static async ValueTask LetGoAsync(
        ValhallaDbContext db, List<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
        {
            await db.FollowUpTasks
                .Where(row => ids.Contains(row.Id))
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.ClaimedBy, (string?)null)
                        .SetProperty(row => row.ClaimId, (Guid?)null)
                        .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null),
                    cancellationToken);
        }
    }

    private static async ValueTask PostponeAsync(
        ValhallaDbContext db, IReadOnlyDictionary<long, DateTimeOffset> postponed, CancellationToken cancellationToken)
    {
        foreach (var group in postponed.GroupBy(pair => pair.Value, pair => pair.Key))
        {
            var ids = group.ToList();
            var dueAt = StoreTime.Truncate(group.Key);
            await db.FollowUpTasks
                .Where(row => ids.Contains(row.Id))
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.DueAt, dueAt)
                        .SetProperty(row => row.ClaimedBy, (string?)null)
                        .SetProperty(row => row.ClaimId, (Guid?)null)
                        .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null),
                    cancellationToken);
        }
    }
}
