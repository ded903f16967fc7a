using Microsoft.Data.Sqlite;

namespace Valhalla.Governance.Load.Storage;

/// <summary>A SQLite file in a temporary folder of its own, removed at the end.</summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("valhalla-load-"));

    public string FilePath => Path.Combine(_folder.Value.FullName, "load.db");

    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = FilePath }.ConnectionString;

    /// <summary>Sets WAL, which the file remembers, and makes sure that a commit is synced.</summary>
    /// <exception cref="InvalidOperationException">This SQLite does not default to <c>synchronous=FULL</c>.</exception>
    public async Task RequireDurableAsync()
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        await command.ExecuteNonQueryAsync();
        command.CommandText = "PRAGMA synchronous";
        const long Full = 2;
        if ((long)(await command.ExecuteScalarAsync())! != Full)
        {
            throw new InvalidOperationException("This SQLite does not default to synchronous=FULL.");
        }
    }

    public static async Task<string> ReadVersionAsync()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        return connection.ServerVersion;
    }

    public void Dispose()
    {
        // Pooled connections keep the deleted file open.
        SqliteConnection.ClearAllPools();
        _folder.Value.Delete(recursive: true);
    }
}
