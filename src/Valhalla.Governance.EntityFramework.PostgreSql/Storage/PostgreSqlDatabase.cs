using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>The data source that everything of this provider connects through. Thread-safe.</summary>
internal sealed class PostgreSqlDatabase : IAsyncDisposable, IDisposable
{
    // What waits for a standby, or for a stricter standby than "on" does, stays as the operator set it. So does a limit
    // on idle transactions: without one, a node that is cut off in a transaction keeps its locks until TCP gives up.
    private const string RequireDurability =
        """
        SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE;
        SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write');
        SELECT set_config('idle_in_transaction_session_timeout', '3s', false)
        WHERE current_setting('idle_in_transaction_session_timeout') = '0'
        """;

    /// <summary>The same for one transaction that has begun: one statement, one row.</summary>
    public const string RequireDurabilityInTransaction =
        """
        SELECT set_config('synchronous_commit', CASE WHEN committing IN ('off', 'local', 'remote_write')
                THEN 'on' ELSE committing END, true),
            set_config('idle_in_transaction_session_timeout', CASE idling WHEN '0' THEN '3s' ELSE idling END, true)
        FROM (SELECT current_setting('synchronous_commit') AS committing,
            current_setting('idle_in_transaction_session_timeout') AS idling) AS current
        """;

    /// <exception cref="ValhallaConfigurationException">
    /// The connection string cannot be read, or has a setting that cannot be honoured.
    /// </exception>
    public PostgreSqlDatabase(
        string connectionString,
        IOptions<StorageOptions> storage,
        IOptions<PostgreSqlStorageOptions> postgreSql,
        ILoggerFactory loggers)
    {
        var pooler = postgreSql.Value.Pooler;
        SharesSessions = pooler == PostgreSqlPooler.Transaction;
        var settings = PostgreSqlSettings.Read(connectionString, storage.Value, pooler);
        try
        {
            Source = new NpgsqlDataSourceBuilder(settings.ConnectionString)
                .UseLoggerFactory(new DetailLoggerFactory(new GuardedLoggerFactory(loggers)))
                .UsePhysicalConnectionInitializer(
                    PrimaryCheck.Require, static connection => PrimaryCheck.RequireAsync(connection))
                .Build();
        }
        catch (Exception exception) when (ConnectionKeywords.IsRefusal(exception))
        {
            throw new ValhallaConfigurationException(
                StorageErrors.DatabaseUnusable,
                "Npgsql does not take the settings of the PostgreSQL connection string together: "
                + $"{exception.Message} Correct what it names.",
                exception);
        }
    }

    /// <summary>Whether the next transaction of a connection may have another session of the server.</summary>
    public bool SharesSessions { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>
    /// Opens a connection whose commits are durable and whose statements each see what was committed before them, for
    /// as long as it is not closed. Where sessions are shared, each transaction begins with
    /// <see cref="RequireDurabilityInTransaction"/> instead.
    /// </summary>
    public async ValueTask<NpgsqlConnection> OpenDurableAsync(CancellationToken cancellationToken)
    {
        var connection = await Source.OpenConnectionAsync(cancellationToken);
        if (SharesSessions)
        {
            return connection;
        }

        try
        {
            await using var command = new NpgsqlCommand(RequireDurability, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    public void Dispose() => Source.Dispose();
}
