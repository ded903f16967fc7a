using System.Globalization;
using Npgsql;

namespace Valhalla.Governance.Report.Risk;

/// <summary>How much was written for durability so far.</summary>
internal static class WrittenBytes
{
    private const string ProcessFile = "/proc/self/io";
    private const string Written = "wchar:";

    /// <summary>By the write calls of this process, SQLite's too; null where the system does not count them.</summary>
    public static long? OfThisProcess() => File.Exists(ProcessFile)
        ? long.Parse(
            File.ReadLines(ProcessFile).First(line => line.StartsWith(Written, StringComparison.Ordinal))
                .AsSpan(Written.Length), CultureInfo.InvariantCulture)
        : null;

    /// <summary>By a PostgreSQL server into its write-ahead log.</summary>
    public static async Task<long> OfServerAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
