using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework.Control;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Ramp;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Storage;

/// <summary>The kill on whatever schema there is does what every kill does, as far as the columns are there.</summary>
public abstract class EmergencyKillTests : StoreConformance
{
    private static readonly ChangeAuthor Captain = new("captain");

    // Its schemas are not the library's.
    protected EmergencyKillTests() => LeavesStoreWhole = false;

    [ConformanceFact]
    public async Task EmergencyKill_SchemaThatKeptNoMoreThanTheGateRow_IsEngaged()
    {
        var dialect = Store.Services.GetRequiredService<IStoreDialect>();
        await ExecuteAsync(
            $"UPDATE {dialect.TablePrefix}schema_info SET version = {SchemaStatus.CurrentVersion + 40}");
        await ExecuteAsync($"ALTER TABLE {dialect.TablePrefix}audit_event RENAME COLUMN hash TO digest");
        await ExecuteAsync($"ALTER TABLE {dialect.TablePrefix}go_live_state RENAME COLUMN reason TO why");
        await ExecuteAsync($"ALTER TABLE {dialect.TablePrefix}risk_policy RENAME TO risk_policy_next");

        var kill = new EmergencyKill(dialect);
        var first = await kill.EngageAsync(new ChangeAuthor("ann"), "stop", CancellationToken.None);
        var second = await kill.EngageAsync(new ChangeAuthor("ann"), "stop", CancellationToken.None);

        Assert.Equal(
            (new EmergencyKillResult(WasEngaged: false, IsRecorded: false), new EmergencyKillResult(true, false)),
            (first, second));
        await using var db = await ContextAsync();
        Assert.True(await db.GoLiveStates.Select(row => row.KillSwitchEngaged).SingleAsync());
    }

    [ConformanceFact]
    public async Task EmergencyKill_KnownSchema_IsRecordedInAnIntactChain()
    {
        var kill = new EmergencyKill(Store.Services.GetRequiredService<IStoreDialect>());

        var result = await kill.EngageAsync(
            new ChangeAuthor("ann", "bob", PersonId: "cli@valhalla"), "st\nop", CancellationToken.None);

        Assert.Equal(new EmergencyKillResult(WasEngaged: false, IsRecorded: true), result);
        Assert.True((await Store.Services.GetRequiredService<IAuditTrail>().VerifyAsync([])).IsIntact);
        var state = await Store.Control.ReadEveryRowAsync(CancellationToken.None);
        Assert.Empty(state.Findings);
        Assert.Equal((true, 1L, "st op"), (state.Gate.KillSwitchEngaged, state.Gate.Epoch, state.Gate.Reason));
    }

    [ConformanceFact]
    public async Task EmergencyKill_RampUnderADecision_GoesToZeroAndIsRecorded()
    {
        await Store.Control.CommitAsync(
            (current, now) => InfluenceRules.Arm(current.Influence, 1, now.AddDays(1), Captain, now).ToControlChange(),
            CancellationToken.None);
        await Store.Control.CommitAsync(
            (current, now) => InfluenceRules.Move(
                current.Influence, 1_000, InfluenceRules.SetAction, Captain, null, now).ToControlChange(),
            CancellationToken.None);

        await new EmergencyKill(Store.Services.GetRequiredService<IStoreDialect>())
            .EngageAsync(Captain, "stop", CancellationToken.None);

        var state = await Store.Control.ReadEveryRowAsync(CancellationToken.None);
        Assert.Empty(state.Findings);
        Assert.Equal((0, null, 3L), (state.Influence.BasisPoints, state.Influence.DecisionId, state.Influence.Version));
        Assert.Null(state.Influence.DecisionExpiresAt);
        Assert.True((await Store.Services.GetRequiredService<IAuditTrail>().VerifyAsync([])).IsIntact);
    }

    [ConformanceFact]
    public async Task EmergencyKill_EngagedWithAnApproval_ClearsItAndIsRecorded()
    {
        await Store.Control.CommitAsync(
            (current, now) => GoLiveRules.Engage(current.Gate, Captain, "first", latchedAt: null, now).Change,
            CancellationToken.None);
        await Store.Control.CommitAsync(
            (current, now) => GoLiveRules.Release(
                current.Gate, new ChangeAuthor("ann"), "over", new GoLiveOptions { ReleaseQuorum = 2 }, now).Change,
            CancellationToken.None);
        Assert.Single((await Store.Control.ReadAsync(CancellationToken.None)).Gate.ReleaseApprovals);
        var kill = new EmergencyKill(Store.Services.GetRequiredService<IStoreDialect>());

        var cleared = await kill.EngageAsync(new ChangeAuthor("bob"), "again", CancellationToken.None);
        await kill.EngageAsync(new ChangeAuthor("bob"), "and again", CancellationToken.None);

        Assert.Equal(new EmergencyKillResult(WasEngaged: true, IsRecorded: true), cleared);
        var state = await Store.Control.ReadEveryRowAsync(CancellationToken.None);
        Assert.Empty(state.Findings);
        Assert.Empty(state.Gate.ReleaseApprovals);
        var engages = await Store.Audit.ListAsync(
            new AuditQuery { Action = GoLiveRules.EngageAction }, CancellationToken.None);
        Assert.Equal(["and again", "again", "first"], engages.Select(record => record.Entry.Reason));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var db = await ContextAsync();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private ValueTask<ValhallaDbContext> ContextAsync() =>
        Store.Services.GetRequiredService<IStoreDialect>().CreateContextAsync(CancellationToken.None);
}

public sealed class SqliteEmergencyKillTests : EmergencyKillTests
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}

[RequiresPostgreSql]
public sealed class PostgreSqlEmergencyKillTests : EmergencyKillTests
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();
}
