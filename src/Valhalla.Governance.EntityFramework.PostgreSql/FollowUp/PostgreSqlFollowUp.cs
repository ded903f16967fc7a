using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.FollowUp;
using Valhalla.Governance.Operations.FollowUp;

namespace Valhalla.Governance.EntityFramework.PostgreSql.FollowUp;

/// <summary>
/// The statements of the ladder's hot paths. The status is written out, not a parameter, because only then the
/// planner knows that the partial index holds all rows that are wanted.
/// </summary>
internal static class PostgreSqlFollowUp
{
    // A row comparison, which the index answers as one range.
    private const string DueRows =
        """
        SELECT * FROM valhalla.followup_task
        WHERE status = 'pending' AND due_at <= {0} AND (lease_until IS NULL OR lease_until <= {0})
            AND (due_at, id) > ({1}, {2})
        ORDER BY due_at, id
        LIMIT {3}
        """;

    // The clock is read once, by a query of its own: a volatile function in a condition keeps an index from being
    // used. Materialized, so that the rows are picked and locked once, whatever the plan of the update.
    private const string ClaimRows =
        """
        WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now),
        picked AS MATERIALIZED (
            SELECT id FROM valhalla.followup_task
            WHERE status = 'pending' AND due_at <= (SELECT now FROM clock)
                AND (lease_until IS NULL OR lease_until <= (SELECT now FROM clock))
            ORDER BY due_at, id
            LIMIT {0}
            FOR UPDATE SKIP LOCKED)
        UPDATE valhalla.followup_task AS task
        SET claimed_by = {1}, claim_id = {2}, lease_until = (SELECT now FROM clock) + {3}
        FROM picked
        WHERE task.id = picked.id
        RETURNING task.*
        """;

    public static IQueryable<FollowUpTaskRow> Due(ValhallaDbContext db, DateTimeOffset now, FollowUpDueQuery query)
    {
        var after = query.After ?? new FollowUpDueCursor(DateTimeOffset.MinValue, 0);
        return db.FollowUpTasks
            .FromSqlRaw(
                DueRows, now.ToUniversalTime(), after.DueAt.ToUniversalTime(), after.Id, query.Limit)
            .AsNoTracking();
    }

    public static IQueryable<FollowUpTaskRow> Claim(ValhallaDbContext db, FollowUpClaimOrder order, int limit) =>
        db.FollowUpTasks.FromSqlRaw(ClaimRows, limit, order.Worker, order.ClaimId, order.Lease).AsNoTracking();
}
