using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Valhalla.Governance.Testing.Ledger;

/// <summary>Looks into a sample's database from outside, with plain SQL.</summary>
public sealed class LedgerDatabase : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly string _prefix;

    private LedgerDatabase(DbConnection connection, string prefix)
    {
        _connection = connection;
        _prefix = prefix;
    }

    /// <summary>Opens an SQLite file for reading.</summary>
    public static async Task<LedgerDatabase> OpenSqliteAsync(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync();
        return new LedgerDatabase(connection, "");
    }

    /// <summary>Opens a PostgreSQL database.</summary>
    public static async Task<LedgerDatabase> OpenPostgreSqlAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return new LedgerDatabase(connection, "valhalla.");
    }

    /// <summary>The journal in the order of its ids, row by row.</summary>
    public IAsyncEnumerable<JournalRow> StreamJournalAsync() => StreamAsync(
        $"""
        select id, kind, engine, day, amount, exposure_delta, open_delta, realized_loss, realized_profit,
            cast(reservation_id as text), reason, correlation_id
        from {_prefix}risk_event order by id
        """,
        row => new JournalRow(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.GetValue(3).ToString()!,
            row.GetInt64(4),
            row.GetInt64(5),
            row.GetInt64(6),
            row.GetInt64(7),
            row.GetInt64(8),
            row.IsDBNull(9) ? null : Guid.Parse(row.GetString(9)),
            row.IsDBNull(10) ? null : row.GetString(10),
            row.IsDBNull(11) ? null : row.GetString(11)));

    /// <summary>The stored totals, by day and engine.</summary>
    public Task<IReadOnlyList<LedgerTotals>> ReadTotalsAsync() => QueryAsync(
        $"""
        select day, engine, exposure_used, open_risk_reserved, realized_loss, realized_profit, reservations, denials
        from {_prefix}risk_ledger_day order by day, engine
        """,
        row => new LedgerTotals(
            row.GetValue(0).ToString()!,
            row.GetString(1),
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.GetInt64(5),
            row.GetInt64(6),
            row.GetInt64(7)));

    /// <summary>The ids of all reservations.</summary>
    public async Task<IReadOnlySet<Guid>> ReadReservationsAsync() => (await QueryAsync(
        $"select cast(id as text) from {_prefix}risk_reservation",
        row => Guid.Parse(row.GetString(0)))).ToHashSet();

    /// <summary>The first column of every row of a query, as text.</summary>
    public Task<IReadOnlyList<string>> ReadTextAsync(string sql) =>
        QueryAsync(sql, row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(row.GetValue)));

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read)
    {
        var rows = new List<T>();
        await foreach (var row in StreamAsync(sql, read))
        {
            rows.Add(row);
        }

        return rows;
    }

    private async IAsyncEnumerable<T> StreamAsync<T>(string sql, Func<DbDataReader, T> read)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;

        // Reading all of a long run takes its time.
        command.CommandTimeout = 600;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            yield return read(reader);
        }
    }
}
