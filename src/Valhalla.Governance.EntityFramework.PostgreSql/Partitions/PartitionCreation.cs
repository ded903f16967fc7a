using System.Globalization;
using Npgsql;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Partitions;

/// <summary>Adds the partitions of coming days, each in a short transaction of its own.</summary>
/// <remarks>
/// A partition is made beside its table and then attached: that lets writers and readers go on. Only the default
/// partition is locked, while it is searched for rows of that day, which is why it has to stay small.
/// </remarks>
internal static class PartitionCreation
{
    private const string MostTime = "SELECT set_config('statement_timeout', '5s', true)";

    /// <returns>Whether this role may; else nothing was done.</returns>
    public static async ValueTask<bool> RunAsync(
        PostgreSqlDatabase database, string table, int daysAhead, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var set = await PartitionSet.ReadAsync(connection, table, cancellationToken);
        if (!set.MayChange)
        {
            return false;
        }

        var missing = Missing(set, table, daysAhead).ToList();
        if (missing.Count == 0)
        {
            return true;
        }

        var taken = await FindTakenAsync(connection, table, missing, cancellationToken);
        foreach (var day in missing.Except(taken))
        {
            await AddAsync(connection, table, day, daysAhead, cancellationToken);
        }

        return true;
    }

    private static IEnumerable<DateOnly> Missing(PartitionSet set, string table, int daysAhead)
    {
        // A ledger day is that of some time zone: it can begin later, and end later, than the UTC day.
        var first = table == EventPartition.Risk ? set.Today.AddDays(-1) : set.Today;
        return set.Missing(first, set.Today.AddDays(daysAhead));
    }

    /// <summary>Days of which the default partition has rows: they stay there, until retention deletes them.</summary>
    private static async ValueTask<IReadOnlyList<DateOnly>> FindTakenAsync(
        NpgsqlConnection connection, string table, List<DateOnly> days, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // The table is a constant.
        await using var command = new NpgsqlCommand(
            $"SELECT DISTINCT day FROM valhalla.{table}_default WHERE day = ANY ($1)", connection)
        {
            Parameters = { new NpgsqlParameter<List<DateOnly>> { TypedValue = days } },
        };
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var taken = new List<DateOnly>();
        while (await reader.ReadAsync(cancellationToken))
        {
            taken.Add(await reader.GetFieldValueAsync<DateOnly>(0, cancellationToken));
        }

        return taken;
    }

    private static async ValueTask AddAsync(
        NpgsqlConnection connection,
        string table,
        DateOnly day,
        int daysAhead,
        CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await PartitionLocks.TakeAsync(connection, cancellationToken);

        // Looked at again: another node may have had its turn.
        var set = await PartitionSet.ReadAsync(connection, table, cancellationToken);
        if (!Missing(set, table, daysAhead).Contains(day))
        {
            return;
        }

        var partition = EventPartition.Of(table, day);
        await PartitionLocks.RunAsync(connection, MostTime, cancellationToken);
        await PartitionLocks.RunAsync(
            connection,
            $"CREATE TABLE valhalla.{partition.Name} (LIKE valhalla.{table} INCLUDING ALL EXCLUDING IDENTITY)",
            cancellationToken);
        await PartitionLocks.RunAsync(
            connection,
            $"ALTER TABLE valhalla.{table} ATTACH PARTITION valhalla.{partition.Name} "
            + $"FOR VALUES FROM ('{Text(day)}') TO ('{Text(partition.Until)}')",
            cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
