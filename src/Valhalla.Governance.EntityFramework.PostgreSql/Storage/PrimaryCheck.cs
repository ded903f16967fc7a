using Npgsql;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>Refuses a standby, for reads too: what it holds may be older than a kill.</summary>
internal static class PrimaryCheck
{
    private const string Ask = "SELECT pg_is_in_recovery()";

    /// <exception cref="ValhallaStoreException">The server is a standby.</exception>
    public static async Task RequireAsync(NpgsqlConnection connection, CancellationToken cancellationToken = default)
    {
        await using var command = new NpgsqlCommand(Ask, connection);
        Judge(await command.ExecuteScalarAsync(cancellationToken));
    }

    /// <summary>The same for a connection that is opened synchronously.</summary>
    /// <exception cref="ValhallaStoreException">The server is a standby.</exception>
    public static void Require(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Ask, connection);
        Judge(command.ExecuteScalar());
    }

    private static void Judge(object? isInRecovery)
    {
        if (isInRecovery is not false)
        {
            throw new ValhallaStoreException(
                StoreFailure.Unavailable,
                "The database server is a standby (pg_is_in_recovery), and what it holds may be old: nothing is read "
                + "from it. Name the primary, or promote this server.");
        }
    }
}
