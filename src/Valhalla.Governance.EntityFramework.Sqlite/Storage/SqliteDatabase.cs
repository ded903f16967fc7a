using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>Which file, how a connection to it is set up, and whether it is still there. Thread-safe.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly int _busyTimeoutMilliseconds;

    /// <exception cref="ValhallaConfigurationException">The text names no file.</exception>
    public SqliteDatabase(
        string pathOrConnectionString,
        SqliteStorageOptions sqlite,
        StorageOptions storage,
        GuardedLogger<SqliteDatabase>? logger = null)
    {
        var builder = Read(pathOrConnectionString);
        if (builder.DataSource.Length == 0 || builder.DataSource.Contains(":memory:", StringComparison.Ordinal)
            || builder.Mode == SqliteOpenMode.Memory)
        {
            throw new ValhallaConfigurationException(
                StorageErrors.DatabaseUnusable,
                "SQLite needs a file, because several connections share it. Name a path such as valhalla.db; for "
                + "tests without a file, use the in-memory store.");
        }

        builder.DataSource = Path.GetFullPath(builder.DataSource);
        builder.ForeignKeys = true;
        builder.DefaultTimeout = storage.CommandTimeoutSeconds;
        _busyTimeoutMilliseconds = sqlite.BusyTimeoutMilliseconds;
        FilePath = builder.DataSource;
        ConnectionString = builder.ConnectionString;
        Guard = new SqliteFileGuard(this, logger);
    }

    public SqliteDatabase(
        string pathOrConnectionString,
        IOptions<SqliteStorageOptions> sqlite,
        IOptions<StorageOptions> storage,
        GuardedLogger<SqliteDatabase> logger)
        : this(pathOrConnectionString, sqlite.Value, storage.Value, logger)
    {
    }

    public string FilePath { get; }

    public string ConnectionString { get; }

    /// <summary>Whether the file that is open is the one at the path.</summary>
    public SqliteFileGuard Guard { get; }

    /// <summary>Opens a connection that is durable: what it commits survives a power cut.</summary>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    /// <exception cref="ValhallaStoreException">It is no longer the one at the path.</exception>
    public SqliteConnection Open()
    {
        Guard.Confirm();
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            Prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sets up a connection that was just opened.</summary>
    public void Prepare(SqliteConnection connection)
    {
        SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, _busyTimeoutMilliseconds);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        command.ExecuteNonQuery();
    }

    public void Dispose() => Guard.Dispose();

    private static SqliteConnectionStringBuilder Read(string text)
    {
        try
        {
            return text.Contains('=', StringComparison.Ordinal)
                ? new SqliteConnectionStringBuilder(text)
                : new SqliteConnectionStringBuilder { DataSource = text };
        }
        catch (ArgumentException exception)
        {
            throw new ValhallaConfigurationException(
                StorageErrors.DatabaseUnusable,
                "The SQLite connection string cannot be read. Name a path, or Data Source=path.",
                exception);
        }
    }
}
