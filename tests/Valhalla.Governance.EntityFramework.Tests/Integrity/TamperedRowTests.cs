using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Control;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Integrity;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Integrity;

/// <summary>Rows changed by SQL, past the library, the same on every provider.</summary>
public abstract partial class TamperedRowTests : StoreConformance
{
    private static readonly ChangeAuthor Ann = new("ann");

    protected TamperedRowTests() => LeavesStoreWhole = false;

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
        "UPDATE {0}go_live_state SET released_at = NULL",
        "UPDATE {0}go_live_state SET updated_by = 'bob'",
        "UPDATE {0}go_live_state SET reason = 'another'",
        "UPDATE {0}go_live_state SET release_approvals = "
            + "'[{{\"name\":\"unknown\",\"person_id\":null,\"approved_at\":\"2026-01-01T00:00:00+00:00\"}}]'",
        "UPDATE {0}go_live_state SET release_approvals = 'x', go_live_enabled = TRUE",
        "UPDATE {0}risk_policy SET updated_at = (SELECT max(decision_expires_at) FROM {0}influence_state) "
            + "WHERE engine = 'GLOBAL'",
        "UPDATE {0}risk_policy SET reason = 'another' WHERE engine = 'CAPITAL'",
        "UPDATE {0}risk_policy SET engine = 'a b' WHERE engine = 'CAPITAL'",
        "UPDATE {0}influence_state SET stepped_at = NULL",
        "UPDATE {0}influence_state SET rolled_back_at = updated_at",
        "UPDATE {0}heimdall_policy SET promoted_model_version = 'unknown' WHERE domain = 'BUYER_MATCH'",
        "DELETE FROM {0}regression_state",
        "UPDATE {0}regression_state SET triggered = FALSE",
        "UPDATE {0}regression_state SET armed_after_id = 900000000",
        "DELETE FROM {0}integrity_alarm",
        "UPDATE {0}integrity_alarm SET acknowledged_at = raised_at",
        "UPDATE {0}integrity_alarm SET fingerprint = 'x'",
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
        var alarm = Assert.Single(await OpenAsync(alarms));
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
        Assert.Empty(await OpenAsync(alarms));
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
    public async Task Find_SignatureMadeBySql_IsNamed()
    {
        var check = CheckOf("SignOffCheck");
        await Store.GoNoGo.CommitAsync(
            null,
            (_, now) =>
            {
                var signed = new SignOff(
                    new string('a', 64), SignOffRole.OnCall, Ann, now, now.AddHours(1), Comment: null);
                return new GoNoGoChange { SignOff = signed, Audit = [GoNoGoAudit.Of(signed)] };
            },
            CancellationToken.None);
        Assert.Empty(await check.FindAsync(CancellationToken.None));

        await ExecuteAsync(
            "INSERT INTO {0}sign_off (evaluation_hash, role, actor, signed_at, expires_at) "
            + "SELECT evaluation_hash, 'TECHNICAL_LEAD', 'bob', signed_at, expires_at FROM {0}sign_off");
        var forged = Assert.Single(await check.FindAsync(CancellationToken.None));
        Assert.Contains("bob", forged.Detail, StringComparison.Ordinal);
        await ExecuteAsync("UPDATE {0}sign_off SET actor = 'carl'");
        Assert.Equal(2, (await check.FindAsync(CancellationToken.None)).Count);
    }

    private protected abstract StoreUnderTest OpenAgain();

    private IIntegrityCheck CheckOf(string name) =>
        Store.Services.GetServices<IIntegrityCheck>().Single(check => check.GetType().Name == name);

    // The one that the arrangement leaves open closes no gate.
    private static async Task<IReadOnlyList<IntegrityAlarm>> OpenAsync(IIntegrityAlarms alarms) =>
        [.. (await alarms.ListAsync()).Where(alarm => alarm.Kind == IntegrityAlarmKind.RowDiffers)];

    private async Task ArrangeAsync()
    {
        await RaiseAsync(
            [new IntegrityFinding(IntegrityAlarmKind.AuditBroken, "verify", "Looked at elsewhere.", "1 gap")]);
        await Store.Control.CommitAsync(
            (current, now) =>
            {
                var policy = current.RegressionPolicies.Values.Single(p => p.Series.Metric.Value == "contract_rate");
                var armed = Governance.Regression.RegressionStateRules.Arm(policy.Series, null, 5);
                var figures = armed with { Drop = 0.5 };
                return Governance.Regression.RegressionFiring.Decide(
                    current, policy with { Action = RegressionAction.Throttle }, null, figures, now);
            },
            CancellationToken.None);
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
