using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Storage;

/// <summary>The life of a schema, the same on every provider with migrations.</summary>
public abstract class SchemaTests : StoreConformance
{
    [ConformanceFact]
    public async Task Model_AgainstTheSnapshot_HasNoPendingChange()
    {
        await using var db = await ContextAsync();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [ConformanceFact]
    public async Task Migrate_DownAndUp_EmptyAndSeededAnew()
    {
        await Store.Control.RaiseCapsAsync(9_999);
        await using (var db = await ContextAsync())
        {
            await db.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);
        }

        Assert.Null((await Store.Schema.ProbeAsync(CancellationToken.None)).Installed);
        await Store.InitializeAsync();

        Assert.True((await Store.Schema.ProbeAsync(CancellationToken.None)).IsCurrent);
        var snapshot = await Store.Control.ReadAsync(CancellationToken.None);
        Assert.Equal(1_500, snapshot.RiskPolicies[EngineName.Global].MaxDailyExposure.ToDecimal());
    }

    [ConformanceFact]
    public async Task Initialize_SchemaOfTheFirstVersion_GetsOperationsAndKeepsItsState()
    {
        await Store.Control.RaiseCapsAsync(9_999);
        await using (var db = await ContextAsync())
        {
            await db.GetService<IMigrator>().MigrateAsync("Initial");
        }

        await SetVersionAsync(1);
        await Store.InitializeAsync();

        Assert.True((await Store.Schema.ProbeAsync(CancellationToken.None)).IsCurrent);
        var snapshot = await Store.Control.ReadAsync(CancellationToken.None);
        Assert.Equal(9_999, snapshot.RiskPolicies[EngineName.Global].MaxDailyExposure.ToDecimal());
        var policies = await Store.OperationsPolicies.ReadAsync(CancellationToken.None);
        Assert.Equal((13, 13), (policies.MarketPolicies.Count, policies.OfferPolicies.Count));
    }

    [ConformanceFact]
    public async Task Initialize_SeedDeleted_IsNotResurrected()
    {
        await using (var db = await ContextAsync())
        {
            await db.RiskPolicies.Where(row => row.Engine == "NOTIFY").ExecuteDeleteAsync();
        }

        await Store.InitializeAsync();
        await Store.Services.GetRequiredService<StoreInitializer>().ApplyAsync(CancellationToken.None);

        Assert.Equal(3, (await Store.Control.ReadAsync(CancellationToken.None)).RiskPolicies.Count);
    }

    [ConformanceFact]
    public async Task Initialize_SeveralNodesAtOnce_OneSchemaAndOneSetOfSeeds()
    {
        await using (var db = await ContextAsync())
        {
            await db.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);
        }

        var nodes = Enumerable.Range(0, 4).Select(_ => OpenAgain()).ToList();
        await Task.WhenAll(nodes.Select(node => Task.Run(async () => await node.InitializeAsync())));

        Assert.Equal(4, (await nodes[3].Control.ReadAsync(CancellationToken.None)).RiskPolicies.Count);
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [ConformanceFact]
    public async Task Initialize_ValidateWithoutSchema_StopsWithIdAndRemedy()
    {
        await using (var db = await ContextAsync())
        {
            await db.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);
        }

        await using var node = OpenAgain();
        node.Services.GetRequiredService<IOptions<StorageOptions>>().Value.SchemaMode = SchemaMode.Validate;

        var exception = await Assert.ThrowsAsync<ValhallaConfigurationException>(
            async () => await node.InitializeAsync());

        Assert.Equal("VG0701", exception.Id);
        Assert.Contains("valhalla db apply", exception.Message, StringComparison.Ordinal);
    }

    [ConformanceFact]
    public async Task Initialize_OtherVersion_StopsWithItsOwnId()
    {
        await SetVersionAsync(99);
        var newer = await Assert.ThrowsAsync<ValhallaConfigurationException>(async () => await Store.InitializeAsync());
        await SetVersionAsync(0);
        Store.Services.GetRequiredService<IOptions<StorageOptions>>().Value.SchemaMode = SchemaMode.Validate;
        var older = await Assert.ThrowsAsync<ValhallaConfigurationException>(async () => await Store.InitializeAsync());

        Assert.Equal(("VG0703", "VG0702"), (newer.Id, older.Id));
    }

    private protected abstract StoreUnderTest OpenAgain();

    private async Task SetVersionAsync(int version)
    {
        await using var db = await ContextAsync();
        await db.SchemaInfo.ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, version));
    }

    private ValueTask<ValhallaDbContext> ContextAsync() =>
        Store.Services.GetRequiredService<IStoreDialect>().CreateContextAsync(CancellationToken.None);
}

public sealed class SqliteSchemaTests : SchemaTests
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());

    private protected override StoreUnderTest OpenAgain() => ((SqliteStoreUnderTest)Store).OpenAgain();
}

[RequiresPostgreSql]
public sealed class PostgreSqlSchemaTests : SchemaTests
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();

    private protected override StoreUnderTest OpenAgain() => ((PostgreSqlStoreUnderTest)Store).OpenAgain();
}
