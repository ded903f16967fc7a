using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using Valhalla.Governance.ErrorBudgets;

namespace Valhalla.Governance.EntityFramework.PostgreSql.ErrorBudgets;

/// <summary>Counts by minute in PostgreSQL.</summary>
internal static class PostgreSqlErrorBudgets
{
    // Rows are locked in the order of the arrays, which is the same for every writer.
    private const string AddCounts =
        """
        INSERT INTO valhalla.slo_count_minute AS stored (objective, source, minute_start, good, bad, last_at)
        SELECT objective, source, minute_start, good, bad, last_at
        FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY AS added
            (objective, source, minute_start, good, bad, last_at, place)
        ORDER BY place
        ON CONFLICT (objective, source, minute_start) DO UPDATE SET
            good = stored.good + excluded.good,
            bad = stored.bad + excluded.bad,
            last_at = greatest(stored.last_at, excluded.last_at)
        """;

    // Two statements: the insert waits for another node's first position, the lock for its step.
    private const string LockPosition =
        """
        INSERT INTO valhalla.slo_count_position (objective, source, last_kpi_id) VALUES ({0}, {1}, 0)
        ON CONFLICT DO NOTHING;
        SELECT 1 FROM valhalla.slo_count_position WHERE objective = {0} AND source = {1} FOR UPDATE;
        """;

    public static async ValueTask AddAsync(
        ValhallaDbContext db, IReadOnlyList<SloMinute> minutes, CancellationToken cancellationToken)
    {
        if (minutes.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(
            AddCounts,
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        Add(command, NpgsqlDbType.Text, minutes, static minute => minute.Key.Objective);
        Add(command, NpgsqlDbType.Text, minutes, static minute => minute.Key.Source);
        Add(command, NpgsqlDbType.TimestampTz, minutes, static minute => minute.Start.UtcDateTime);
        Add(command, NpgsqlDbType.Bigint, minutes, static minute => minute.Totals.Good);
        Add(command, NpgsqlDbType.Bigint, minutes, static minute => minute.Totals.Bad);
        Add(command, NpgsqlDbType.TimestampTz, minutes, static minute => minute.LastAt.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async ValueTask LockPositionAsync(
        ValhallaDbContext db, SloKey key, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlRawAsync(LockPosition, [key.Objective, key.Source], cancellationToken);

    private static void Add<T>(
        NpgsqlCommand command, NpgsqlDbType type, IReadOnlyList<SloMinute> minutes, Func<SloMinute, T> read) =>
        command.Parameters.Add(new NpgsqlParameter<T[]>
        {
            TypedValue = [.. minutes.Select(read)],
            NpgsqlDbType = NpgsqlDbType.Array | type,
        });
}
