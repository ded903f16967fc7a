using Microsoft.EntityFrameworkCore;
using Npgsql;
using Valhalla.Governance.EntityFramework.Retention;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Partitions;

/// <summary>Drops the oldest partition whose rows may go, and keeps the few that may not.</summary>
/// <remarks>
/// What has to stay is moved to the default partition, so that a day does not live on for one row. Counting comes
/// before the lock. Under the lock nobody can write, and what was counted is all there is.
/// </remarks>
internal sealed class PartitionDrop<TRow>(
    ValhallaDbContext db, RetentionTable<TRow> table, RetentionOrder order, long throughId)
    where TRow : class
{
    /// <summary>With more rows than this that have to stay, a partition is deleted from in pages instead.</summary>
    public const int MostKept = 2_000;

    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(4);

    private readonly NpgsqlConnection _connection = (NpgsqlConnection)db.Database.GetDbConnection();

    public async ValueTask<long?> RunAsync(CancellationToken cancellationToken)
    {
        await PartitionLocks.TakeAsync(_connection, cancellationToken);
        var set = await PartitionSet.ReadAsync(_connection, table.Name, cancellationToken);
        if (!set.MayChange)
        {
            return null;
        }

        var lastDay = DateOnly.FromDateTime(order.Before.UtcDateTime);
        var usual = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(MostTime);
        try
        {
            foreach (var partition in set.Partitions.TakeWhile(partition => partition.Until <= lastDay))
            {
                if (await TryDropAsync(partition, cancellationToken) is { } rows)
                {
                    return rows;
                }
            }

            return null;
        }
        finally
        {
            db.Database.SetCommandTimeout(usual);
        }
    }

    private async ValueTask<long?> TryDropAsync(EventPartition partition, CancellationToken cancellationToken)
    {
        var all = Within(db.Set<TRow>(), partition);
        var newest = await all.MaxAsync(row => (long?)EF.Property<long>(row, "Id"), cancellationToken) ?? 0;
        if (newest > throughId)
        {
            return null;
        }

        var old = Within(table.OldQuery(db, order, newest), partition);
        var total = newest == 0 ? 0 : await all.LongCountAsync(cancellationToken);
        var rows = newest == 0 ? 0 : await old.LongCountAsync(cancellationToken);
        if (total - rows > MostKept)
        {
            return null;
        }

        var kept = total == rows
            ? []
            : await all.Where(row => !old.Any(other => EF.Property<long>(other, "Id") == EF.Property<long>(row, "Id")))
                .Select(row => EF.Property<long>(row, "Id"))
                .ToListAsync(cancellationToken);
        await DropAsync(partition, newest, kept, cancellationToken);
        return rows;
    }

    private async ValueTask DropAsync(
        EventPartition partition, long newest, List<long> kept, CancellationToken cancellationToken)
    {
        await PartitionLocks.RunAsync(
            _connection, $"LOCK TABLE ONLY valhalla.{partition.Table} IN ACCESS EXCLUSIVE MODE", cancellationToken);
#pragma warning disable CA2100 // Names of partitions are made of a constant and digits.
        await using var look = new NpgsqlCommand(
            $"SELECT coalesce(max(id), 0) FROM valhalla.{partition.Name}", _connection);
        if ((long)(await look.ExecuteScalarAsync(cancellationToken))! != newest)
        {
            throw new ValhallaStoreException(
                StoreFailure.Busy, $"{partition.Name} was written to while it was about to be dropped. Try again.");
        }

        await PartitionLocks.RunAsync(
            _connection,
            $"ALTER TABLE valhalla.{partition.Table} DETACH PARTITION valhalla.{partition.Name}",
            cancellationToken);
        if (kept.Count > 0)
        {
            await using var move = new NpgsqlCommand(
                $"INSERT INTO valhalla.{partition.Table} SELECT * FROM valhalla.{partition.Name} WHERE id = ANY ($1)",
                _connection)
            {
                Parameters = { new NpgsqlParameter<List<long>> { TypedValue = kept } },
            };
            await move.ExecuteNonQueryAsync(cancellationToken);
        }
#pragma warning restore CA2100

        await PartitionLocks.RunAsync(_connection, $"DROP TABLE valhalla.{partition.Name}", cancellationToken);
    }

    private static IQueryable<TRow> Within(IQueryable<TRow> rows, EventPartition partition)
    {
        var until = partition.Until;
        rows = rows.Where(row => EF.Property<DateOnly>(row, "Day") < until);
        return partition.From is { } from ? rows.Where(row => EF.Property<DateOnly>(row, "Day") >= from) : rows;
    }
}
