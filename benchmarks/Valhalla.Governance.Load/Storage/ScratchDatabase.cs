using Npgsql;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Load.Storage;

/// <summary>A new database on this process's private PostgreSQL server, which is durable: fsync is on.</summary>
internal static class ScratchDatabase
{
    private const int Connections = 16;

    public static async Task<NpgsqlDataSource> CreateAsync() => Open(await CreateConnectionStringAsync());

    /// <summary>A pool as a team tunes it: few connections, prepared statements.</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = Connections,
            MaxAutoPrepare = 32,
            AutoPrepareMinUsages = 2,
            Timeout = 60,
            CommandTimeout = 60,
        };
        return NpgsqlDataSource.Create(settings);
    }

    public static async Task<string> CreateConnectionStringAsync() =>
        await (await PostgreSqlServer.GetAsync()).CreateDatabaseAsync();

    public static async Task<string> ReadVersionAsync()
    {
        await using var connection = new NpgsqlConnection(await CreateConnectionStringAsync());
        await connection.OpenAsync();
        return connection.ServerVersion;
    }
}
