using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.FollowUp;
using Valhalla.Governance.Operations.FollowUp;

namespace Valhalla.Governance.EntityFramework.Sqlite.FollowUp;

/// <summary>
/// The statements of the ladder's hot paths. The status is written out, not a parameter, because only then the
/// planner knows that the partial index holds all rows that are wanted.
/// </summary>
internal static class SqliteFollowUp
{
    // A row comparison, which the index answers as one range.
    private const string DueRows =
        """
        SELECT * FROM followup_task
        WHERE status = 'pending' AND due_at <= {0} AND (lease_until IS NULL OR lease_until <= {0})
            AND (due_at, id) > ({1}, {2})
        ORDER BY due_at, id
        LIMIT {3}
        """;

    private const string ClaimRows =
        """
        UPDATE followup_task SET claimed_by = {1}, claim_id = {2}, lease_until = {3}
        WHERE id IN (
            SELECT id FROM followup_task
            WHERE status = 'pending' AND due_at <= {4} AND (lease_until IS NULL OR lease_until <= {4})
            ORDER BY due_at, id
            LIMIT {0})
        RETURNING *
        """;

    public static IQueryable<FollowUpTaskRow> Due(ValhallaDbContext db, DateTimeOffset now, FollowUpDueQuery query)
    {
        var after = query.After ?? new FollowUpDueCursor(DateTimeOffset.MinValue, 0);
        return db.FollowUpTasks
            .FromSqlRaw(DueRows, SqliteTime.Write(now), SqliteTime.Write(after.DueAt), after.Id, query.Limit)
            .AsNoTracking();
    }

    public static IQueryable<FollowUpTaskRow> Claim(
        ValhallaDbContext db, DateTimeOffset now, FollowUpClaimOrder order, int limit) =>
        db.FollowUpTasks
            .FromSqlRaw(
                ClaimRows,
                limit,
                order.Worker,
                order.ClaimId.ToString("D"),
                SqliteTime.Write(now + order.Lease),
                SqliteTime.Write(now))
            .AsNoTracking();
}
