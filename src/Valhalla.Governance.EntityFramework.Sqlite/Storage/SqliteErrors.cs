namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// VG0707: a transaction of this process holds the SQLite file's write lock, so that a call within it waits for itself.
/// Remedy: commit or roll back before the call, or keep this library's state in a file of its own.
/// </summary>
internal static class SqliteErrors
{
    public const string LockedByThisProcess = "VG0707";
}
