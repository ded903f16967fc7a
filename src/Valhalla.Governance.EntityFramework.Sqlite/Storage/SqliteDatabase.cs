using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>Which file, how a connection to it is set up, and whether it is still there. Thread-safe.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly int _busyTimeoutMilliseconds;

    /// <exception cref="ValhallaConfigurationException">The text names no file, or cannot be honoured.</exception>
    public SqliteDatabase(
        string pathOrConnectionString,
        SqliteStorageOptions sqlite,
        StorageOptions storage,
        GuardedLogger<SqliteDatabase>? logger = null)
    {
        var settings = SqliteSettings.Read(pathOrConnectionString, storage);
        _busyTimeoutMilliseconds = sqlite.BusyTimeoutMilliseconds;
        FilePath = settings.DataSource;
        ConnectionString = settings.ConnectionString;
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
}
