namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// Whether a connection of this very process holds the file's one write lock. Only Linux tells: what a descriptor has
/// locked stands beside it. The file itself is not opened, because closing it again would end the locks.
/// </summary>
internal static class SqliteLockHolder
{
    private const string Descriptors = "/proc/self/fd";

    // Byte 120 of the shared-memory file is the lock of whoever writes to a write-ahead log.
    private const string WriteLock = " 120 120";

    public static bool IsThisProcess(string databasePath)
    {
        try
        {
            return Directory.Exists(Descriptors)
                && Directory.EnumerateFileSystemEntries(Descriptors)
                    .Any(entry => IsLocked(entry, databasePath + "-shm"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsLocked(string descriptor, string path)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName == path
                && File.ReadLines($"/proc/self/fdinfo/{Path.GetFileName(descriptor)}").Any(line =>
                    line.StartsWith("lock:", StringComparison.Ordinal)
                    && line.Contains(" WRITE ", StringComparison.Ordinal)
                    && line.EndsWith(WriteLock, StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Closed in the meantime.
            return false;
        }
    }
}
