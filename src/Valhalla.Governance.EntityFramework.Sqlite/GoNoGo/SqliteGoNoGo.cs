using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.EntityFramework.Sqlite.GoNoGo;

/// <summary>How the newest evidence of each signal is found without reading what is older.</summary>
internal static class SqliteGoNoGo
{
    // Goes from one signal to the next in the index, and takes the last entry of each that is not of the future: one
    // that was posted while the clock was ahead must not hide those that come after it.
    internal const string NewestIds =
        """
        WITH RECURSIVE name(signal) AS (
            SELECT MIN(signal) FROM go_no_go_evidence
            UNION ALL
            SELECT (SELECT MIN(later.signal) FROM go_no_go_evidence AS later WHERE later.signal > name.signal)
            FROM name
            WHERE name.signal IS NOT NULL)
        SELECT (
            SELECT own.id FROM go_no_go_evidence AS own
            WHERE own.signal = name.signal AND own.observed_at <= @latest
            ORDER BY own.observed_at DESC, own.id DESC
            LIMIT 1)
        FROM name
        WHERE name.signal IS NOT NULL
        """;

    /// <summary>Reads within the transaction of the context, where there is one.</summary>
    public static async ValueTask<IReadOnlyList<Evidence>> ReadNewestAsync(
        ValhallaDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = new SqliteCommand(
            NewestIds,
            (SqliteConnection)db.Database.GetDbConnection(),
            (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        command.Parameters.AddWithValue("@latest", SqliteTime.Write(now + SignalRules.MaxClockLead));
        var ids = new List<long>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                ids.Add(reader.GetInt64(0));
            }
        }

        var rows = await db.GoNoGoEvidence.AsNoTracking()
            .Where(row => ids.Contains(row.Id))
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(static row => row.ToEvidence());
    }
}
