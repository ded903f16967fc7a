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

    private const int PreparedStatements = 64;

    /// <exception cref="ValhallaConfigurationException">The connection string cannot be read.</exception>
    public PostgreSqlDatabase(string connectionString, IOptions<StorageOptions> storage, ILoggerFactory loggers)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString)
            {
                CommandTimeout = storage.Value.CommandTimeoutSeconds,
                Timeout = storage.Value.CommandTimeoutSeconds,
                Enlist = false,
                MaxAutoPrepare = PreparedStatements,
                AutoPrepareMinUsages = 2,
            };
            settings.ApplicationName ??= "valhalla";
            Source = new NpgsqlDataSourceBuilder(settings.ConnectionString)
                .UseLoggerFactory(new DetailLoggerFactory(new GuardedLoggerFactory(loggers)))
                .Build();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new ValhallaConfigurationException(
                StorageErrors.DatabaseUnusable,
                "The PostgreSQL connection string cannot be read. Write it as Host=…;Database=…;Username=…;Password=….",
                exception);
        }
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>
    /// Opens a connection whose commits are durable and whose statements each see what was committed before them, for
    /// as long as it is not closed.
    /// </summary>
    public async ValueTask<NpgsqlConnection> OpenDurableAsync(CancellationToken cancellationToken)
    {
        var connection = await Source.OpenConnectionAsync(cancellationToken);
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
