using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Valhalla.Governance.Testing.PostgreSql;

/// <summary>
/// A private, real PostgreSQL server in a temporary folder, on a free loopback port, with durability on. Stopped and
/// removed with the process. Tests share one server and take a database each.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private const int PortAttempts = 5;
    private static readonly Lazy<Task<PostgreSqlServer>> Shared = new(StartSharedAsync);
    private readonly PostgreSqlSupervisor _supervisor;
    private int _disposed;

    private PostgreSqlServer(PostgreSqlSupervisor supervisor) => _supervisor = supervisor;

    /// <summary>The loopback port; it stays the same over restarts.</summary>
    public int Port { get; private set; }

    /// <summary>The temporary folder that holds data, socket and log.</summary>
    public string Folder => _supervisor.Folder;

    /// <summary>The server of this process, started by the first caller. Thread-safe.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or did not start.</exception>
    public static Task<PostgreSqlServer> GetAsync() => Shared.Value;

    /// <summary>A server of your own, for a test that restarts or stops it. Dispose it.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or did not start.</exception>
    public static async Task<PostgreSqlServer> StartAsync()
    {
        var binFolder = PostgreSqlInstallation.BinFolder
            ?? throw new InvalidOperationException(PostgreSqlInstallation.MissingReason);
        var server = new PostgreSqlServer(await PostgreSqlSupervisor.StartAsync(binFolder).ConfigureAwait(false));
        try
        {
            await server.StartOnFreePortAsync().ConfigureAwait(false);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>The connection string of a database of this server, for an Npgsql connection.</summary>
    public string ConnectionStringOf(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(),
        Port = Port,
        Username = "postgres",
        Database = database,
        // Pools of databases that no test uses any more must not eat up max_connections.
        ConnectionIdleLifetime = 5,
        ConnectionPruningInterval = 1,
    }.ConnectionString;

    /// <summary>Creates a database and returns its connection string.</summary>
    /// <param name="name">The name; by default a new one.</param>
    /// <param name="template">What it is a copy of; by default it is empty.</param>
    public async Task<string> CreateDatabaseAsync(string? name = null, string template = "template0")
    {
        name ??= $"test_{Guid.NewGuid():N}";
        var connection = new NpgsqlConnection(ConnectionStringOf("postgres"));
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync().ConfigureAwait(false);
            using var commands = new NpgsqlCommandBuilder();
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
#pragma warning disable CA2100 // A database name cannot be a parameter; it is quoted.
                command.CommandText =
                    $"create database {commands.QuoteIdentifier(name)} template {commands.QuoteIdentifier(template)}";
#pragma warning restore CA2100
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        }

        return ConnectionStringOf(name);
    }

    /// <summary>Stops the server and starts it again on the same port.</summary>
    /// <param name="immediate">True for a crash: no checkpoint, recovery at start. False for a clean stop.</param>
    public async Task RestartAsync(bool immediate)
    {
        await StopAsync(immediate).ConfigureAwait(false);
        await StartAgainAsync().ConfigureAwait(false);
    }

    /// <summary>Makes the server a standby that follows nobody, until it is promoted.</summary>
    public async Task BecomeStandbyAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(Folder, "data", "standby.signal"), "").ConfigureAwait(false);
        await StartAgainAsync().ConfigureAwait(false);
    }

    /// <summary>Stops the server; its data stays until <see cref="Dispose"/>.</summary>
    /// <param name="immediate">True for a crash, false for a clean stop that ends all sessions.</param>
    public Task StopAsync(bool immediate = false) => _supervisor.StopServerAsync(immediate ? "immediate" : "fast");

    /// <summary>Starts a stopped server on the same port.</summary>
    public Task StartAgainAsync() => _supervisor.StartServerAsync(Port);

    /// <summary>Stops the server and removes its folder.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _supervisor.Dispose();
        }
    }

    private static async Task<PostgreSqlServer> StartSharedAsync()
    {
        var server = await StartAsync().ConfigureAwait(false);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }

    private async Task StartOnFreePortAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = FindFreePort();
            try
            {
                await _supervisor.StartServerAsync(Port).ConfigureAwait(false);
                return;
            }
            catch (InvalidOperationException) when (attempt < PortAttempts)
            {
                // Another process took the port between the look and the start.
            }
        }
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
