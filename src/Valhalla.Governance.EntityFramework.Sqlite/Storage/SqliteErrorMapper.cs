using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>What SQLite's result codes mean for an operation.</summary>
internal sealed class SqliteErrorMapper : IStoreErrorMapper
{
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
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB
            or raw.SQLITE_NOMEM or raw.SQLITE_INTERRUPT or raw.SQLITE_PROTOCOL => StoreFault.Unavailable,
        // The generic code; only its text tells a missing table from a mistake.
        raw.SQLITE_ERROR when exception.Message.Contains("no such table", StringComparison.Ordinal)
            || exception.Message.Contains("no such column", StringComparison.Ordinal) => StoreFault.SchemaMismatch,
        _ => StoreFault.None,
    };
}
