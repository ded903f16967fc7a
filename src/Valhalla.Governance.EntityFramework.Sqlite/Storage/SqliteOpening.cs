using Microsoft.Data.Sqlite;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// One opening of the database: a connection that is held for as long as it lasts, so that the files stay, and what
/// the files were then.
/// </summary>
internal sealed class SqliteOpening(SqliteConnection connection, SqliteFiles files) : IDisposable
{
    private const string OurTable = "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_info'";
    private const string Touch = "PRAGMA schema_version";
    private const string PageSize = "PRAGMA page_size";
    private const string PageCount = "PRAGMA page_count";
    private const string Checkpoint = "PRAGMA wal_checkpoint({0})";

    public SqliteFiles Files { get; } = files;

    /// <summary>Opens what is at the path.</summary>
    /// <param name="database">Which one.</param>
    /// <param name="again">Whether it was open before: then nothing is made, and it has to be one of ours.</param>
    /// <returns>Null when the files changed while it was being opened, or are not ours.</returns>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteOpening? TryOpen(SqliteDatabase database, bool again)
    {
        var own = new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false };
        if (again)
        {
            own.Mode = SqliteOpenMode.ReadWrite;
        }

        var connection = new SqliteConnection(own.ConnectionString);
        try
        {
            connection.Open();
            if (!again || Equals(Execute(connection, OurTable), 1L))
            {
                database.Prepare(connection);

                // The log and its index are opened by the first read.
                Execute(connection, Touch);
                var files = new SqliteFiles(database.FilePath, ResolvedPath(connection));
                if (files.WereAllThere && files.Look() == SqliteFilesStatus.InPlace)
                {
                    return new SqliteOpening(connection, files);
                }
            }
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        connection.Dispose();
        return null;
    }

    /// <summary>Whether a log that became shorter holds all it should: then a checkpoint made it so.</summary>
    public bool IsLogWhole() => TryCheckpoint("PASSIVE", out var pages) && pages == 0;

    /// <summary>
    /// Whether a file that became shorter has all the pages that its header and the last commit in the log count: then
    /// VACUUM made it so.
    /// </summary>
    public bool IsFileWhole()
    {
        try
        {
            var pageSize = (long)Execute(connection, PageSize)!;
            var pages = Math.Max((long)Execute(connection, PageCount)!, Files.ReadPagesByLog());
            return Files.ReadFileLength() >= pages * pageSize;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Brings everything in the log into the database file. Nobody else may be using it.</summary>
    public bool TrySaveLog() => TryCheckpoint("TRUNCATE", out _);

    public void Dispose() => connection.Dispose();

    private static string ResolvedPath(SqliteConnection connection) =>
        SQLitePCL.raw.sqlite3_db_filename(connection.Handle, "main").utf8_to_string();

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private bool TryCheckpoint(string kind, out long pages)
    {
        pages = -1;
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of two constants.
        command.CommandText = string.Format(System.Globalization.CultureInfo.InvariantCulture, Checkpoint, kind);
#pragma warning restore CA2100
        try
        {
            using var reader = command.ExecuteReader();
            if (!reader.Read() || reader.GetInt64(0) != 0)
            {
                return false;
            }

            pages = reader.GetInt64(1);
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
