using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.EntityFramework.Partitions;
using Valhalla.Governance.EntityFramework.Retention;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Partitions;

/// <summary>
/// A partition for each day: <c>kpi_event</c> by the UTC day on which a row is written, <c>risk_event</c> by the ledger
/// day. A default partition takes whatever has none. Thread-safe.
/// </summary>
/// <remarks>
/// With hundreds of days the planner needs tens of milliseconds and a lock on each partition to look at them all, so
/// reads name the days they need. The days come from this process's clock, which may be wrong: that costs a second
/// read, never a row.
/// </remarks>
internal sealed class PostgreSqlPartitions(
    PostgreSqlDatabase database,
    IOptions<PostgreSqlStorageOptions> options,
    TimeProvider time,
    GuardedLogger<PostgreSqlPartitions> logger) : IEventPartitions
{
    private const string IsReadyForTomorrow =
        """
        SELECT bool_and(to_regclass(format('valhalla.%I', name || '_'
            || to_char((now() AT TIME ZONE 'UTC')::date + 1, 'YYYYMMDD'))) IS NOT NULL)
        FROM unnest(ARRAY['kpi_event', 'risk_event']) AS name
        """;

    // Most reads end with the first: two days and what is made ahead.
    private static readonly int[] DaysBack = [1, 7, 31];

    public IReadOnlyList<DateOnly?> NewestFrom()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return [.. DaysBack.Select(days => (DateOnly?)today.AddDays(-days)), null];
    }

    public bool IsSplit(string table) => EventPartition.Tables.Contains(table);

    public async ValueTask<DateOnly?> FindFirstDayAsync(
        ValhallaDbContext db, long afterId, CancellationToken cancellationToken)
    {
        foreach (var from in NewestFrom())
        {
            if (afterId <= 0 || from is null)
            {
                break;
            }

            var day = await db.KpiEvents
                .Where(row => row.Day >= from && row.Id <= afterId)
                .OrderByDescending(row => row.Id)
                .Select(row => (DateOnly?)row.Day)
                .FirstOrDefaultAsync(cancellationToken);
            if (day is { } found)
            {
                // Around midnight, and when a clock is set back, an id may be of the day before.
                return found.AddDays(-1);
            }
        }

        return null;
    }

    public ValueTask<long?> DropDayAsync<TRow>(
        ValhallaDbContext db,
        RetentionTable<TRow> table,
        RetentionOrder order,
        long throughId,
        CancellationToken cancellationToken)
        where TRow : class =>
        new PartitionDrop<TRow>(db, table, order, throughId).RunAsync(cancellationToken);

    public async ValueTask CreateAheadAsync(CancellationToken cancellationToken)
    {
        foreach (var table in EventPartition.Tables)
        {
            if (!await PartitionCreation.RunAsync(
                database, table, options.Value.PartitionDaysAhead, cancellationToken))
            {
                PartitionLog.MayNotCreate(logger, table);
            }
        }
    }

    public async ValueTask<string?> FindWarningAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            IsReadyForTomorrow, (NpgsqlConnection)db.Database.GetDbConnection());
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!
            ? null
            : "There are no partitions for tomorrow's events: they will go to the default partitions, and be deleted "
                + "row by row. Run `valhalla db apply` as the owner of the tables, at least once a week.";
    }
}
