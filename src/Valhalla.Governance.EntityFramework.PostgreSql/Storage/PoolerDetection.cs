using System.Globalization;
using Npgsql;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>
/// Finds out whether a pooler shares server sessions. The process id that a server gives at login is that of the
/// session; a pooler makes one up. Then two clients are watched: a session that both were served by is shared.
/// </summary>
internal static class PoolerDetection
{
    private const int MaxLooks = 5;

    /// <summary>Refuses a server that this library cannot work with as it is set up.</summary>
    /// <exception cref="ValhallaConfigurationException">A pooler is in the way, and nobody said so.</exception>
    public static async ValueTask VerifyAsync(PostgreSqlDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            await using var first = await database.Source.OpenConnectionAsync(cancellationToken);
            var session = await ReadSessionAsync(first, MaxLooks, cancellationToken);
            if (database.SharesSessions || session == first.ProcessID)
            {
                return;
            }

            await using var second = await database.Source.OpenConnectionAsync(cancellationToken);
            for (var look = 0; look < MaxLooks; look++)
            {
                await using var transaction = await second.BeginTransactionAsync(cancellationToken);
                if (await ReadSessionAsync(second, look, cancellationToken) == session
                    || await ReadSessionAsync(first, look, cancellationToken) != session)
                {
                    throw Undeclared();
                }
            }
        }
        catch (PostgresException exception) when (IsOfStatementPooling(exception))
        {
            throw new ValhallaConfigurationException(
                PostgreSqlErrors.PoolerUndeclared,
                "The pooler before the database lends server sessions for one statement at a time, which leaves "
                + "no transaction whole. Use pool_mode=session, or pool_mode=transaction with "
                + "Valhalla:Storage:PostgreSql:Pooler=Transaction.");
        }
        catch (PostgresException exception) when (IsOfStartupParameter(exception))
        {
            throw new ValhallaConfigurationException(
                StorageErrors.ConnectionSettingRefused,
                $"The pooler before the database refuses a setting of the connection string: {exception.MessageText}. "
                + "Remove it from the connection string, or let the pooler take it.");
        }
    }

    private static async ValueTask<int> ReadSessionAsync(
        NpgsqlConnection connection, int look, CancellationToken cancellationToken)
    {
        // Another text each time, so that it is never prepared: behind a pooler that is what fails.
#pragma warning disable CA2100 // A constant and a number.
        await using var command = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"SELECT pg_backend_pid() /* look {look} */"), connection);
#pragma warning restore CA2100
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static ValhallaConfigurationException Undeclared() => new(
        PostgreSqlErrors.PoolerUndeclared,
        "A pooler that lends server sessions for one transaction at a time stands before the database (pgbouncer with "
        + "pool_mode=transaction, or one like it): prepared statements, settings of a session and LISTEN would be lost "
        + "without a word. Set Valhalla:Storage:PostgreSql:Pooler to Transaction, or connect to the server itself.");

    private static bool IsOfStatementPooling(PostgresException exception) =>
        exception.MessageText.Contains("statement pooling", StringComparison.Ordinal);

    private static bool IsOfStartupParameter(PostgresException exception) =>
        exception.MessageText.Contains("unsupported startup parameter", StringComparison.Ordinal);
}
