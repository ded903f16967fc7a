using System.Net.Sockets;
using Npgsql;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>What PostgreSQL's SQLSTATE codes and Npgsql's own exceptions mean for an operation.</summary>
internal sealed class PostgreSqlErrorMapper : IStoreErrorMapper
{
    // Npgsql does not name these two.
    private const string IdleInTransactionTimeout = "25P03";
    private const string IdleSessionTimeout = "57P05";

    public StoreFault Map(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            switch (current)
            {
                case PostgresException server:
                    return Map(server.SqlState);
                case NpgsqlException { InnerException: TimeoutException }:
                    return StoreFault.Unavailable;
                case NpgsqlException or SocketException:
                    return StoreFault.ConnectionLost;
            }
        }

        return StoreFault.None;
    }

    private static StoreFault Map(string state) => state switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable => StoreFault.Busy,
        PostgresErrorCodes.DiskFull => StoreFault.Full,
        // The server ends this session; another one may be had at once, or after a failover.
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or IdleInTransactionTimeout or IdleSessionTimeout => StoreFault.ConnectionLost,
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName
            => StoreFault.SchemaMismatch,
        // A standby, or a server that was made read-only.
        PostgresErrorCodes.ReadOnlySqlTransaction => StoreFault.Unavailable,
        _ => state[..2] switch
        {
            "08" => StoreFault.ConnectionLost,
            // Resources, operator intervention, system errors, corruption, and logins or databases that are refused.
            "53" or "57" or "58" or "XX" or "28" or "3D" => StoreFault.Unavailable,
            _ => StoreFault.None,
        },
    };
}
