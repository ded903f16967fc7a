using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework.Sqlite;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Sqlite;

/// <summary>A host may keep its own EF context, with its own migrations, in the same file.</summary>
public sealed class SqliteMigrationHistoryTests : IAsyncLifetime
{
    private const string Shared = "\"__EFMigrationsHistory\"";

    private readonly SqliteStoreUnderTest _store = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Initialize_NewFile_TheHostsTableIsNotMade()
    {
        await _store.InitializeAsync();

        Assert.Equal(0L, Read("SELECT count(*) FROM sqlite_master WHERE name LIKE '\\_\\_EF%' ESCAPE '\\'"));
        Assert.True((long)Read($"SELECT count(*) FROM {SqliteMigrationHistory.Table}")! > 0);
    }

    [Fact]
    public async Task Initialize_FileOfTheHost_ItsMigrationsAndItsLockAreLeftAlone()
    {
        MakeShared();
        Read($"INSERT INTO {Shared} VALUES ('20200101000000_TheirFirst', '9.0.0')");
        Read("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER PRIMARY KEY, \"Timestamp\" TEXT)");
        Read("INSERT INTO \"__EFMigrationsLock\" VALUES (1, 'now')");

        await _store.InitializeAsync();

        Assert.Equal("20200101000000_TheirFirst", Read($"SELECT group_concat(\"MigrationId\") FROM {Shared}"));
        Assert.Equal(1L, Read("SELECT count(*) FROM \"__EFMigrationsLock\""));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Initialize_FileFromBefore_OpensAndItsRowsMove(bool hostHasRows)
    {
        await _store.InitializeAsync();
        await _store.Control.RaiseCapsAsync(777);
        var own = Read($"SELECT count(*) FROM {SqliteMigrationHistory.Table}");
        MakeShared();
        Read($"INSERT INTO {Shared} SELECT * FROM {SqliteMigrationHistory.Table}");
        Read($"DROP TABLE {SqliteMigrationHistory.Table}");
        if (hostHasRows)
        {
            Read($"INSERT INTO {Shared} VALUES ('20200101000000_TheirFirst', '9.0.0')");
        }

        await using var again = _store.OpenAgain();
        await again.InitializeAsync();
        var report = await again.Services.GetRequiredService<DatabaseSchema>().ReadAsync(CancellationToken.None);
        Assert.Equal(report.Known, report.Applied);

        await again.Services.GetRequiredService<DatabaseSchema>().ApplyAsync(CancellationToken.None);

        Assert.Equal(own, Read($"SELECT count(*) FROM {SqliteMigrationHistory.Table}"));
        Assert.Equal(
            hostHasRows ? 1L : 0L,
            Read("SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'"));
        Assert.Equal(
            777, (await again.Control.ReadAsync(CancellationToken.None))
                .RiskPolicies[EngineName.Global].MaxDailyExposure.ToDecimal());
    }

    private void MakeShared() => Read(
        $"CREATE TABLE {Shared} (\"MigrationId\" TEXT NOT NULL PRIMARY KEY, \"ProductVersion\" TEXT NOT NULL)");

    private object? Read(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_store.FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
