using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Valhalla.Governance.Operations.FollowUp;

namespace Valhalla.Governance.EntityFramework.PostgreSql.FollowUp;

/// <summary>How workers claim tasks without waiting for each other.</summary>
internal static class PostgreSqlFollowUp
{
    // The clock is read by a query of its own, because a volatile function in a condition keeps an index from being
    // used. Materialized, so that rows are picked and locked once, whatever the plan of the update. The status is
    // written out, because only then the planner knows that the partial index holds all rows that are wanted.
    internal const string ClaimRows =
        """
        WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now),
        picked AS MATERIALIZED (
            SELECT id FROM valhalla.followup_task
            WHERE status = 'pending' AND due_at <= (SELECT now FROM clock)
                AND (lease_until IS NULL OR lease_until <= (SELECT now FROM clock)
                    OR lease_until > (SELECT now FROM clock) + $5)
            ORDER BY due_at, id
            LIMIT $1
            FOR UPDATE SKIP LOCKED)
        UPDATE valhalla.followup_task AS task
        SET claimed_by = $2, claim_id = $3, lease_until = (SELECT now FROM clock) + $4
        FROM picked
        WHERE task.id = picked.id
        RETURNING task.id
        """;

    /// <summary>Claims tasks within the transaction of the context.</summary>
    public static async ValueTask<IReadOnlyList<long>> ClaimAsync(
        ValhallaDbContext db, FollowUpClaimOrder order, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            ClaimRows,
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = order.Worker });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.ClaimId });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = order.Lease });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = FollowUpRequests.MaxLease });
        var ids = new List<long>(limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }
}
