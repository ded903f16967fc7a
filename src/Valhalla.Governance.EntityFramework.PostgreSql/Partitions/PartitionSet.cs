using Npgsql;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Partitions;

/// <summary>The partitions of a table, and whether this role may add and drop some.</summary>
/// <param name="Today">The UTC day by the server's clock.</param>
/// <param name="MayChange">Whether the role owns the table and may create tables.</param>
/// <param name="Partitions">Those whose days are known, the oldest first.</param>
internal sealed record PartitionSet(DateOnly Today, bool MayChange, IReadOnlyList<EventPartition> Partitions)
{
    private const string Find =
        """
        SELECT (now() AT TIME ZONE 'UTC')::date,
            pg_has_role(current_user, parent.relowner, 'USAGE') AND has_schema_privilege('valhalla', 'CREATE'),
            ARRAY(
                SELECT child.relname::text
                FROM pg_catalog.pg_inherits AS link
                JOIN pg_catalog.pg_class AS child ON child.oid = link.inhrelid
                WHERE link.inhparent = parent.oid)
        FROM pg_catalog.pg_class AS parent
        WHERE parent.oid = to_regclass($1)
        """;

    public static async ValueTask<PartitionSet> ReadAsync(
        NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Find, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = $"valhalla.{table}" } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            throw new ValhallaStoreException(
                StoreFailure.SchemaMismatch, "The store was never initialised: run `valhalla db apply`.");
        }

        var partitions = (await reader.GetFieldValueAsync<string[]>(2, cancellationToken))
            .Select(name => EventPartition.TryParse(table, name))
            .OfType<EventPartition>()
            .OrderBy(partition => partition.Until)
            .ToList();
        var today = await reader.GetFieldValueAsync<DateOnly>(0, cancellationToken);
        return new PartitionSet(today, reader.GetBoolean(1), partitions);
    }

    /// <summary>The days from the first to the last that no partition covers.</summary>
    public IEnumerable<DateOnly> Missing(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!Partitions.Any(partition => partition.Covers(day)))
            {
                yield return day;
            }
        }
    }
}
