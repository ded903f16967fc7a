using Npgsql;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

public sealed class PostgreSqlServerTests
{
    [PostgreSqlFact]
    public async Task CreateDatabase_Twice_DatabasesAreFreshAndDurable()
    {
        var server = await PostgreSqlServer.GetAsync();

        var first = await server.CreateDatabaseAsync();
        var second = await server.CreateDatabaseAsync();

        Assert.NotEqual(first, second);
        Assert.Equal("on", await ReadAsync(first, "show fsync"));
        Assert.Equal("200", await ReadAsync(second, "show max_connections"));
        Assert.Equal("UTF8", await ReadAsync(second, "show server_encoding"));
    }

    [PostgreSqlTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_AfterCommit_RowIsStillThere(bool immediate)
    {
        using var server = await PostgreSqlServer.StartAsync();
        var database = await server.CreateDatabaseAsync("restarted");
        await ReadAsync(database, "create table kept as select 42 as answer; select 1");

        await server.RestartAsync(immediate);
        NpgsqlConnection.ClearAllPools();

        Assert.Equal(42, await ReadAsync(database, "select answer from kept"));
    }

    [PostgreSqlFact]
    public async Task Dispose_RunningServer_FolderIsGoneAndPortIsClosed()
    {
        var server = await PostgreSqlServer.StartAsync();
        var connectionString = server.ConnectionStringOf("postgres");
        Assert.True(Directory.Exists(server.Folder));

        server.Dispose();

        Assert.False(Directory.Exists(server.Folder));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ReadAsync(connectionString, "select 1"));
    }

    private static async Task<object?> ReadAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
