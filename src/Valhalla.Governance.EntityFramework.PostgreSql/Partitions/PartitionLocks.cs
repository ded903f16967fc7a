using Npgsql;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Partitions;

/// <summary>What a transaction does before it adds or drops a partition.</summary>
internal static class PartitionLocks
{
    // "valhalla" in numbers, and one more: the schema lock's neighbour.
    private const string Take = "SELECT pg_advisory_xact_lock(8529755353146776674)";

    // Whoever waits for a table makes everybody behind him wait too, so nobody waits long; then it is tried again.
    // Counting a day may take longer than a role's limit for statements; it holds up nobody.
    private const string Impatience =
        "SELECT set_config('lock_timeout', '500ms', true), set_config('statement_timeout', '0', true)";

    /// <summary>Lets one transaction at a time change partitions, and none wait long for a table.</summary>
    public static async ValueTask TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await RunAsync(connection, Impatience, cancellationToken);
        await RunAsync(connection, Take, cancellationToken);
    }

    /// <summary>Runs a statement of constants, names of partitions and days.</summary>
    public static async ValueTask RunAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // Names of partitions are made of a constant and digits.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
