using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Valhalla.Governance.Operations.FollowUp;

namespace Valhalla.Governance.EntityFramework.Sqlite.FollowUp;

/// <summary>How workers claim tasks: within an immediate transaction, so one at a time.</summary>
internal static class SqliteFollowUp
{
    // The status is written out, because only then the planner knows that the partial index holds all wanted rows.
    internal const string ClaimRows =
        """
        UPDATE followup_task SET claimed_by = $worker, claim_id = $claim, lease_until = $until
        WHERE id IN (
            SELECT id FROM followup_task
            WHERE status = 'pending' AND due_at <= $now
                AND (lease_until IS NULL OR lease_until <= $now OR lease_until > $latest)
            ORDER BY due_at, id
            LIMIT $limit)
        RETURNING id
        """;

    /// <summary>Claims tasks within the transaction of the context.</summary>
    public static async ValueTask<IReadOnlyList<long>> ClaimAsync(
        ValhallaDbContext db,
        DateTimeOffset now,
        FollowUpClaimOrder order,
        int limit,
        CancellationToken cancellationToken)
    {
        await using var command = new SqliteCommand(
            ClaimRows,
            (SqliteConnection)db.Database.GetDbConnection(),
            (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        command.Parameters.AddWithValue("$worker", order.Worker);
        command.Parameters.AddWithValue("$claim", order.ClaimId.ToString("D"));
        command.Parameters.AddWithValue("$until", SqliteTime.Write(now + order.Lease));
        command.Parameters.AddWithValue("$now", SqliteTime.Write(now));
        command.Parameters.AddWithValue("$latest", SqliteTime.Write(now + FollowUpRequests.MaxLease));
        command.Parameters.AddWithValue("$limit", limit);
        var ids = new List<long>(limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }
}
