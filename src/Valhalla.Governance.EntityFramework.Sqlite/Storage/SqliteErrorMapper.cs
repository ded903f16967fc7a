using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>What SQLite's result codes mean for an operation.</summary>
internal sealed class SqliteErrorMapper(SqliteDatabase database) : IStoreErrorMapper
{
    public ValhallaStoreException? Explain(StoreFault fault, Exception exception) =>
        fault == StoreFault.Busy && SqliteLockHolder.IsThisProcess(database.FilePath)
            ? new ValhallaStoreException(
                StoreFailure.Busy,
                $"{SqliteErrors.LockedByThisProcess}: a transaction of this process on {database.FilePath} held the "
                + "file's one write lock for as long as the store could wait. If the caller has opened it, it waits "
                + "for itself, and trying again does not help: commit or roll back before the call, make the call "
                + "outside the transaction, or keep this library's state in a file of its own.",
                exception)
            : null;

    public StoreFault Map(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (current is SqliteException sqlite)
            {
                return Map(sqlite);
            }
        }

        return StoreFault.None;
    }

    private static StoreFault Map(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StoreFault.Busy,
        raw.SQLITE_FULL => StoreFault.Full,
        // A wrong value; everything else is about the file, the library or this process.
        raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_RANGE => StoreFault.None,
        // The generic code; only its text tells a missing table from a mistake.
        raw.SQLITE_ERROR when exception.Message.Contains("no such table", StringComparison.Ordinal)
            || exception.Message.Contains("no such column", StringComparison.Ordinal)
            || exception.Message.Contains("has no column named", StringComparison.Ordinal) => StoreFault.SchemaMismatch,
        _ => StoreFault.Unavailable,
    };
}
