using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Npgsql;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>
/// What PostgreSQL's SQLSTATE codes and Npgsql's own exceptions mean for an operation. Only what is known to be a wrong
/// value is the caller's fault; everything else the server says is about the server.
/// </summary>
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
                case TimeoutException or IOException or AuthenticationException or CryptographicException:
                    return StoreFault.Unavailable;
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
            or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedObject
            => StoreFault.SchemaMismatch,
        // A trigger of the host's own refuses the row, or a value is too long for an index.
        PostgresErrorCodes.RaiseException or PostgresErrorCodes.ProgramLimitExceeded => StoreFault.None,
        // Bytes that do not fit their type: driver and server, or two sessions of a pooler, talk past one another.
        PostgresErrorCodes.InvalidBinaryRepresentation => StoreFault.Unavailable,
        _ => state[..2] switch
        {
            "08" => StoreFault.ConnectionLost,
            // Data exceptions, violated constraints, violated check options of views.
            "22" or "23" or "44" => StoreFault.None,
            // Resources, operators, standbys, rights, sessions that a pooler mixed up, plans that no longer fit.
            _ => StoreFault.Unavailable,
        },
    };
}
