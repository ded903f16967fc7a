using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Storage;

/// <summary>The life of a schema, the same on every provider with migrations.</summary>
public abstract class SchemaTests : StoreConformance
{
    // Its schemas are not the library's.
    protected SchemaTests() => LeavesStoreWhole = false;

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

    [ConformanceFact]
    public async Task NextVersion_FabricatedByANewerBuild_IsWorkedWith()
    {
        await SetVersionAsync(SchemaStatus.CurrentVersion + 1);
        var prefix = Store.Services.GetRequiredService<IStoreDialect>().TablePrefix;
        await ExecuteAsync($"CREATE TABLE {prefix}of_the_next_version (id integer PRIMARY KEY)");
        foreach (var table in new[] { "go_live_state", "risk_policy", "risk_event", "audit_event", "risk_reservation" })
        {
            await ExecuteAsync($"ALTER TABLE {prefix}{table} ADD COLUMN of_the_next_version text NOT NULL DEFAULT 'x'");
        }

        await RelaxAsync(prefix);
        await ExecuteAsync($"UPDATE {prefix}regression_policy SET action = 'QUARANTINE', kind = 'QUANTILE'");
        await ExecuteAsync($"UPDATE {prefix}market_policy SET channels = 'SMS,CARRIER_PIGEON' WHERE province = 'ON'");
        await using var node = OpenAgain();
        node.Services.GetRequiredService<IOptions<StorageOptions>>().Value.SchemaMode = SchemaMode.Validate;

        await node.InitializeAsync();
        var snapshot = await node.Control.ReadAsync(CancellationToken.None);

        Assert.All(snapshot.RegressionPolicies.Values, policy =>
            Assert.Equal(("UNKNOWN", "unknown"), (WireNames.CapitalsOf(policy.Action), WireNames.Of(policy.Kind))));
        var markets = await node.OperationsPolicies.ReadAsync(CancellationToken.None);
        Assert.Contains(markets.MarketPolicies.Values, policy => policy.Channels.Any(c => !WireNames.IsKnown(c)));
        Assert.True((await node.Ledger.ReserveAsync(1)).IsGranted);
        await ChangeAndCheckAsync(node);
    }

    private protected abstract StoreUnderTest OpenAgain();

    // What this build does not know stays as it was when it changes something else of the row.
    private async Task ChangeAndCheckAsync(StoreUnderTest node)
    {
        var gate = node.Services.GetRequiredService<IGoLiveGate>();
        var killed = await gate.EngageKillSwitchAsync(new ChangeAuthor("ann"), "stop", CancellationToken.None);
        Assert.Equal(GoLiveChangeStatus.Changed, killed.Status);
        await node.Control.CommitAsync(
            (current, now) => new ControlChange
            {
                RegressionPolicies =
                [
                    .. current.RegressionPolicies.Values.Select(policy =>
                        policy with { Enabled = false, Version = policy.Version + 1, UpdatedAt = now }),
                ],
            },
            CancellationToken.None);
        await using var db = await ContextAsync();
        Assert.All(
            await db.RegressionPolicies.AsNoTracking().ToListAsync(),
            row => Assert.Equal(("QUARANTINE", "QUANTILE", false), (row.Action, row.Kind, row.Enabled)));
    }

    /// <summary>The next version knows more values than the constraints of this one.</summary>
    private async Task RelaxAsync(string prefix)
    {
        string[] statements = prefix.Length > 0
            ?
            [
                $"ALTER TABLE {prefix}regression_policy DROP CONSTRAINT ck_regression_policy_action",
                $"ALTER TABLE {prefix}regression_policy DROP CONSTRAINT ck_regression_policy_kind",
            ]
            :
            [
                "CREATE TABLE without_checks AS SELECT * FROM regression_policy",
                "DROP TABLE regression_policy",
                "ALTER TABLE without_checks RENAME TO regression_policy",
            ];
        foreach (var statement in statements)
        {
            await ExecuteAsync(statement);
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var db = await ContextAsync();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

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
