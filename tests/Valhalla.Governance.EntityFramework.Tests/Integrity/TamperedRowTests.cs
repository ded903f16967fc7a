using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Control;
using Valhalla.Governance.Integrity;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Integrity;

/// <summary>Rows changed by SQL, past the library, the same on every provider.</summary>
public abstract class TamperedRowTests : StoreConformance
{
    private static readonly ChangeAuthor Ann = new("ann");

    private ControlState Control => Store.Services.GetRequiredService<ControlState>();

    private IGoLiveGate Gate => Store.Services.GetRequiredService<IGoLiveGate>();

    public static TheoryData<string> Tamperings => new()
    {
        "UPDATE {0}go_live_state SET go_live_enabled = TRUE",
        "UPDATE {0}go_live_state SET go_live_enabled = TRUE, epoch = epoch + 1, revision = revision + 1",
        "UPDATE {0}risk_policy SET max_daily_loss = max_daily_loss * 10 WHERE engine = 'GLOBAL'",
        "UPDATE {0}risk_policy SET max_daily_exposure = 90000000, version = version + 1 WHERE engine = 'CAPITAL'",
        "UPDATE {0}risk_policy SET enabled = TRUE WHERE engine = 'NOTIFY'",
        "DELETE FROM {0}risk_policy WHERE engine = 'GLOBAL'",
        "INSERT INTO {0}risk_policy (engine, enabled, max_daily_loss, max_daily_exposure, worst_case_loss_bp, "
            + "changed_by, updated_at, version) "
            + "SELECT 'ROGUE', TRUE, 90000000, 90000000, 0, 'ann', updated_at, 1 FROM {0}risk_policy "
            + "WHERE engine = 'GLOBAL'",
        "UPDATE {0}influence_state SET influence_bps = 10000",
        "UPDATE {0}influence_state SET decision_id = 7",
        "UPDATE {0}heimdall_policy SET prod_use_enabled = TRUE WHERE domain = 'BUYER_MATCH'",
        "UPDATE {0}heimdall_policy SET min_confidence_prod = 0.1 WHERE domain = 'CAPITAL_ROUTE'",
        "UPDATE {0}regression_policy SET enabled = NOT enabled WHERE metric = 'roi_event'",
        "UPDATE {0}regression_policy SET max_drop = 1 WHERE metric = 'contract_rate'",
    };

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Verify_RowChangedBySql_ClosesTheGateAndIsNamedUntilAcknowledged(string sql)
    {
        await ArrangeAsync();
        await Control.VerifyAsync(CancellationToken.None);
        Assert.Empty(Control.Current.Findings);
        var found = new List<IntegrityFinding>();
        Control.Found += found.AddRange;

        await ExecuteAsync(sql);
        await Control.VerifyAsync(CancellationToken.None);

        // At once, before anything is stored.
        Assert.True(Gate.Current.State.KillSwitchEngaged);
        await RaiseAsync(found);
        var alarms = Store.Services.GetRequiredService<IIntegrityAlarms>();
        var alarm = Assert.Single(await alarms.ListAsync());
        Assert.Equal(IntegrityAlarmKind.RowDiffers, alarm.Kind);
        Assert.True((await Store.Control.ReadAsync(CancellationToken.None)).Gate.KillSwitchEngaged);

        // A release alone is refused; acknowledged, it is not, and nothing is raised again.
        Assert.Equal(
            GoLiveChangeStatus.ChecksFailing,
            (await Gate.ReleaseKillSwitchAsync(Ann, "try", CancellationToken.None)).Status);
        await alarms.AcknowledgeAsync(alarm.Id, Ann, "restored by hand", CancellationToken.None);
        await Gate.ReleaseKillSwitchAsync(Ann, "over", CancellationToken.None);
        found.Clear();
        await Control.VerifyAsync(CancellationToken.None);
        await RaiseAsync(found);
        Assert.Empty(await alarms.ListAsync());
        Assert.False(Gate.Current.State.KillSwitchEngaged);
    }

    [ConformanceFact]
    public async Task Verify_ChangesByTheLibrary_AreNoAlarm()
    {
        await ArrangeAsync();
        for (var i = 0; i < 3; i++)
        {
            await Gate.EngageKillSwitchAsync(Ann, "drill", CancellationToken.None);
            await Control.VerifyAsync(CancellationToken.None);
            await Gate.ReleaseKillSwitchAsync(Ann, "done", CancellationToken.None);
            await Store.Services.GetRequiredService<IRiskGuard>().UpsertPolicyAsync(
                new RiskPolicyChange(new EngineName("NEW_ENGINE"), Ann)
                {
                    MaxDailyLoss = Money.FromDecimal(5 + i),
                    MaxDailyExposure = Money.FromDecimal(10.5m),
                },
                CancellationToken.None);
            await Control.VerifyAsync(CancellationToken.None);
            Assert.Empty(Control.Current.Findings);
        }

        // Another process reads the whole chain anew.
        await using var second = OpenAgain();
        Assert.Empty((await second.Control.ReadEveryRowAsync(CancellationToken.None)).Findings);
        foreach (var check in second.Services.GetServices<IIntegrityCheck>())
        {
            Assert.Empty(await check.FindAsync(CancellationToken.None));
        }
    }

    [ConformanceFact]
    public async Task Read_SeedChangedBeforeAnyProcessLooked_IsNamed()
    {
        await ExecuteAsync("UPDATE {0}risk_policy SET max_daily_loss = 90000000 WHERE engine = 'CAPITAL'");
        await ExecuteAsync("UPDATE {0}offer_policy SET enabled = TRUE WHERE province = 'ON'");

        await using var second = OpenAgain();
        var finding = Assert.Single((await second.Control.ReadEveryRowAsync(CancellationToken.None)).Findings);

        Assert.Equal("risk_policy CAPITAL", finding.Subject);
        Assert.Single(await CheckOf("OperationsPolicyCheck").FindAsync(CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Commit_OnARowChangedBySql_DoesNotCoverItUp()
    {
        await Control.VerifyAsync(CancellationToken.None);
        var found = new List<IntegrityFinding>();
        Control.Found += found.AddRange;
        await ExecuteAsync("UPDATE {0}risk_policy SET max_daily_loss = 1 WHERE engine = 'WHOLESALE'");

        await Store.Services.GetRequiredService<IRiskGuard>().UpsertPolicyAsync(
            new RiskPolicyChange(new EngineName("WHOLESALE"), Ann) { Enabled = true },
            CancellationToken.None);

        Assert.Contains("WHOLESALE", Assert.Single(found).Subject, StringComparison.Ordinal);
    }

    [ConformanceFact]
    public async Task Find_OperationsPolicyChangedBySql_IsNamed()
    {
        var check = CheckOf("OperationsPolicyCheck");
        Assert.Empty(await check.FindAsync(CancellationToken.None));
        await Store.Services.GetRequiredService<IOfferStrategy>().UpsertPolicyAsync(
            new OfferPolicyChange(new ProvinceCode("ON"), Ann) { Enabled = true },
            CancellationToken.None);
        Assert.Empty(await check.FindAsync(CancellationToken.None));

        await ExecuteAsync("UPDATE {0}offer_policy SET enabled = FALSE WHERE province = 'ON'");
        await ExecuteAsync("UPDATE {0}market_policy SET enabled = FALSE WHERE province = 'BC'");

        Assert.Equal(2, (await check.FindAsync(CancellationToken.None)).Count);
    }

    [ConformanceFact]
    public async Task Find_LedgerChangedBySql_IsNamedAndAWholeOneIsNot()
    {
        var check = CheckOf("LedgerTotalsCheck");
        Assert.Empty(await check.FindAsync(CancellationToken.None));
        var kept = await Store.Ledger.ReserveAsync(100, LedgerBatches.Capital);
        await Store.Ledger.ReserveAsync(50);
        await Store.PassDaysAsync(1);
        await Store.Ledger.ReserveAsync(10);
        await Store.Ledger.ReserveAsync(100_000);
        await Store.Ledger.SettleAsync(kept.ReservationId!.Value, 30, loss: 5);
        Assert.Empty(await check.FindAsync(CancellationToken.None));

        // GLOBAL and one engine together, so that the engines still sum to it.
        await ExecuteAsync(
            "UPDATE {0}risk_ledger_day SET exposure_used = exposure_used - 100000 "
            + "WHERE engine IN ('GLOBAL', 'WHOLESALE') AND day = (SELECT max(day) FROM {0}risk_ledger_day)");
        Assert.Equal(
            ["risk_ledger_day GLOBAL", "risk_ledger_day WHOLESALE"],
            (await check.FindAsync(CancellationToken.None)).Select(finding => finding.Subject));
        await ExecuteAsync(
            "UPDATE {0}risk_ledger_day SET exposure_used = exposure_used + 100000 "
            + "WHERE engine IN ('GLOBAL', 'WHOLESALE') AND day = (SELECT max(day) FROM {0}risk_ledger_day)");
        Assert.Empty(await check.FindAsync(CancellationToken.None));

        await ExecuteAsync("DELETE FROM {0}risk_event WHERE id = (SELECT max(id) FROM {0}risk_event)");
        Assert.NotEmpty(await check.FindAsync(CancellationToken.None));
    }

    private protected abstract StoreUnderTest OpenAgain();

    private IIntegrityCheck CheckOf(string name) =>
        Store.Services.GetServices<IIntegrityCheck>().Single(check => check.GetType().Name == name);

    private async Task ArrangeAsync()
    {
        await Gate.EngageKillSwitchAsync(Ann, "first", CancellationToken.None);
        await Gate.ReleaseKillSwitchAsync(Ann, "first", CancellationToken.None);
        await Store.Control.CommitAsync(
            (current, now) =>
            {
                var armed = Governance.Ramp.InfluenceRules.Arm(current.Influence, 3, now.AddDays(1), Ann, now);
                return new ControlChange { Influence = armed.State, Audit = [armed.Audit] };
            },
            CancellationToken.None);
        await Store.Control.CommitAsync(
            (current, now) =>
            {
                var moved = Governance.Ramp.InfluenceRules.Move(current.Influence, 100, "ramp.set", Ann, "go", now);
                return new ControlChange { Influence = moved.State, Audit = [moved.Audit] };
            },
            CancellationToken.None);
    }

    private async Task RaiseAsync(List<IntegrityFinding> found) =>
        await Store.Services.GetRequiredService<IntegrityAlarms>().RaiseAsync([.. found], CancellationToken.None);

    private async Task ExecuteAsync(string sql)
    {
        var dialect = Store.Services.GetRequiredService<IStoreDialect>();
        await using var db = await dialect.CreateContextAsync(CancellationToken.None);
        Assert.NotEqual(0, await db.Database.ExecuteSqlRawAsync(
            sql.Replace("{0}", dialect.TablePrefix, StringComparison.Ordinal)));
    }
}

public sealed class SqliteTamperedRowTests : TamperedRowTests
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());

    private protected override StoreUnderTest OpenAgain() => ((SqliteStoreUnderTest)Store).OpenAgain();
}

[RequiresPostgreSql]
public sealed class PostgreSqlTamperedRowTests : TamperedRowTests
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();

    private protected override StoreUnderTest OpenAgain() => ((PostgreSqlStoreUnderTest)Store).OpenAgain();
}
