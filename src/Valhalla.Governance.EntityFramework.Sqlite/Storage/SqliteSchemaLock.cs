namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// A file beside the database that one process at a time holds while it changes the schema. The operating system gives
/// it up when the process ends in any way, which a row in a table does not.
/// </summary>
internal static class SqliteSchemaLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    public static async ValueTask<IAsyncDisposable> TakeAsync(
        string databasePath, TimeProvider time, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(databasePath)!);
                return new FileStream(
                    databasePath + ".schema-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw Unusable(databasePath, exception);
            }
            catch (IOException exception)
            {
                if (time.GetElapsedTime(startedAt) > Patience)
                {
                    throw Unusable(databasePath, exception);
                }
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private static ValhallaConfigurationException Unusable(string path, Exception cause) => new(
        StorageErrors.DatabaseUnusable,
        $"The folder of the SQLite file {path} cannot be written, or another process has been changing the schema for "
        + "too long. Name a file in a folder that this process may write.",
        cause);
}
