using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Valhalla.Governance.Control;
using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Core.Tests.Runbook;

/// <summary>
/// The checks. Ids, severities, messages and keys of details are those of the source document "Go-Live Runbook + KPI
/// Helpers", copied here.
/// </summary>
public sealed class RunbookStatusTests
{
    public static TheoryData<string, CheckSeverity, string> SourceChecks() => new()
    {
        {
            "go_live_checklist", CheckSeverity.Blocker,
            "Go-live checklist must pass before enabling production execution"
        },
        { "kill_switch_clear", CheckSeverity.Blocker, "Kill-switch must be disengaged for production execution" },
        { "env_sanity", CheckSeverity.Blocker, "ENV and DATABASE_URL must be set correctly in production" },
        {
            "enforcement_expected_in_prod", CheckSeverity.Info,
            "Go-live enforcement currently ON (recommended ON in production)"
        },
        { "risk_policies_present", CheckSeverity.Blocker, "Risk policies present" },
        { "regression_policies_present", CheckSeverity.Blocker, "Regression policies present" },
        { "heimdall_charter_present", CheckSeverity.Blocker, "Heimdall charter policies present" },
        { "kpi_pipeline_healthy", CheckSeverity.Blocker, "KPI pipeline healthy" },
        { "tripwire_evaluator_running", CheckSeverity.Blocker, "Tripwire evaluator running" },
        { "schema_version_current", CheckSeverity.Blocker, "Database schema at the expected version" },
        { "time_zones_resolve", CheckSeverity.Blocker, "Time zones resolve" },
        { "clock_suspect", CheckSeverity.Blocker, "The store's clock is trusted" },
        { "integrity_alarms_clear", CheckSeverity.Blocker, "No integrity alarm is open" },
    };

    [Theory]
    [MemberData(nameof(SourceChecks))]
    public async Task Status_SeededProduction_PassesEveryCheckAsTheSourceSpellsIt(
        string id, CheckSeverity severity, string message)
    {
        await using var host = new GovernedHost();

        var item = Find(await RunAsync(host), id);

        Assert.True(item.Ok);
        Assert.Equal((severity, message), (item.Severity, item.Message));
    }

    [Fact]
    public async Task Status_SeededProduction_AllowsGoLive()
    {
        await using var host = new GovernedHost();

        var status = await RunAsync(host);

        Assert.True(status.OkToEnableGoLive);
        Assert.Empty(status.Blockers);
        Assert.Empty(status.Warnings);
        Assert.Equal(host.Clock.GetUtcNow(), status.GeneratedAt);
        Assert.Equal(
            ["go_live_checklist", "kill_switch_clear", "env_sanity", "enforcement_expected_in_prod"],
            status.Info.Take(4).Select(i => i.Id));
    }

    [Fact]
    public async Task Status_Details_HaveTheKeysOfTheSource()
    {
        await using var host = new GovernedHost();
        await host.SetGateAsync(goLiveEnabled: false, killSwitchEngaged: false);

        var status = await RunAsync(host);

        var checklist = Find(status, "go_live_checklist").Detail;
        Assert.Equal(["ok", "backend_complete", "required_packs"], checklist.Keys);
        var packs = Assert.IsType<IReadOnlyDictionary<string, object?>>(checklist["required_packs"], exactMatch: false);
        Assert.Equal(["A", "B", "C"], packs.Keys);
        var kill = Find(status, "kill_switch_clear").Detail;
        Assert.Equal(["kill_switch_engaged", "go_live_enabled", "updated_at"], kill.Keys);
        Assert.Equal("2026-01-13T15:30:00", kill["updated_at"]);
        var environment = Find(status, "env_sanity").Detail;
        Assert.Equal("production", environment["ENV"]);
        Assert.Equal("1", environment["GO_LIVE_ENFORCE"]);
        Assert.Equal(true, environment["DATABASE_URL_set"]);
    }

    [Theory]
    [InlineData("production", null, false)]
    [InlineData("production", "sqlite:///x.db", true)]
    [InlineData("development", null, true)]
    public async Task EnvSanity_Database_IsNeededInProductionOnly(string environment, string? url, bool expected)
    {
        await using var host = new GovernedHost(environment, new() { ["DATABASE_URL"] = url });

        Assert.Equal(expected, Find(await RunAsync(host), "env_sanity").Ok);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KillSwitchClear_KilledAnywhere_Blocks(bool isStored)
    {
        await using var host = new GovernedHost();
        await host.Control.RefreshAsync(CancellationToken.None);
        host.Store.Failure = isStored ? null : FaultyControlStore.Down;
        await host.Gate.EngageKillSwitchAsync(new("ann"), null);
        host.Store.Failure = null;

        var status = await RunAsync(host);

        Assert.Equal("kill_switch_clear", Assert.Single(status.Blockers).Id);
        Assert.Equal(true, status.Blockers[0].Detail["kill_switch_engaged"]);
    }

    [Fact]
    public async Task EnforcementExpected_OffInProduction_IsAVisibleWarningOfSeverityInfo()
    {
        await using var host = new GovernedHost(settings: new() { ["GO_LIVE_ENFORCE"] = "0" });

        var status = await RunAsync(host);

        var warning = Assert.Single(status.Warnings);
        Assert.Equal("enforcement_expected_in_prod", warning.Id);
        Assert.Equal(CheckSeverity.Info, warning.Severity);
        Assert.Equal("Go-live enforcement currently OFF (recommended ON in production)", warning.Message);
        Assert.True(status.OkToEnableGoLive);
    }

    [Fact]
    public async Task PolicyChecks_NoPolicies_Block()
    {
        var store = Substitute.For<IControlStore>();
        store.ReadAsync(default).ReturnsForAnyArgs(new ControlSnapshot());
        await using var host = new GovernedHost(configure: s => s.AddSingleton(store));

        var status = await RunAsync(host);

        Assert.Equal(
            ["risk_policies_present", "regression_policies_present", "heimdall_charter_present"],
            status.Blockers.Select(b => b.Id));
    }

    [Fact]
    public async Task ControlChecks_StoreDown_AreFailuresWithoutItsText()
    {
        await using var host = new GovernedHost();
        host.Store.Failure = new InvalidOperationException("Password=hunter2");

        var status = await RunAsync(host);

        Assert.False(status.OkToEnableGoLive);
        Assert.Contains(status.Blockers, b => b.Id == "kill_switch_clear");
        Assert.DoesNotContain(status.Blockers, b => b.Message.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Schema_OldWithWarning_BlocksAndWarns()
    {
        var probe = Substitute.For<ISchemaProbe>();
        probe.ProbeAsync(default).ReturnsForAnyArgs(new SchemaStatus("SQLite 3.40.1", 1, 2, "SQLite is old."));
        await using var host = new GovernedHost(configure: s => s.AddSingleton(probe));

        var status = await RunAsync(host);

        Assert.Equal(["go_live_checklist", "schema_version_current"], status.Blockers.Select(b => b.Id));
        Assert.Equal("SQLite is old.", Assert.Single(status.Warnings).Message);
        Assert.Equal("SQLite is old.", Find(status, "schema_version_current").Detail["warning"]);
    }

    [Fact]
    public async Task KpiPipeline_Broken_BlocksWithItsProblem()
    {
        var kpi = Substitute.For<IKpiHealth>();
        kpi.IsHealthy.Returns(false);
        kpi.Dropped.Returns(7);
        kpi.Problem.Returns("The writer died.");
        await using var host = new GovernedHost(configure: s => s.AddSingleton(kpi));

        var blocker = Assert.Single((await RunAsync(host)).Blockers);

        Assert.Equal(("kpi_pipeline_healthy", "The writer died."), (blocker.Id, blocker.Message));
        Assert.Equal(7L, blocker.Detail["dropped"]);
    }

    private static ValueTask<RunbookStatus> RunAsync(GovernedHost host) => host.Get<IRunbook>().GetStatusAsync();

    private static RunbookItem Find(RunbookStatus status, string id) =>
        status.Blockers.Concat(status.Warnings).Concat(status.Info).Single(item => item.Id == id);
}
