using System.Net;
using System.Text.Json;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Tests.Ramp;

/// <summary>The deployment procedure of the playbook, hour by hour.</summary>
public sealed class TwoHourRampTests
{
    [Fact]
    public async Task ControlledRamp_FromZeroToTenPercent_TakesTwoHoursAndItsDecisionPoints()
    {
        await using var app = await PlaybookApp.StartAsync();
        await app.PrepareAsync();

        // Pre-flight: shadow for two hours, then the decision.
        Assert.Equal(0m, await app.InfluencePercentAsync());
        await app.ObserveAsync(200);
        await app.PassAsync(TimeSpan.FromHours(2));
        var decision = (await app.DecideGoAsync()).GetProperty("decision");
        var file = Assert.Single(Directory.GetFiles(app.RecordFolder, "*_go_nogo.json"));
        Assert.Contains(
            decision.GetProperty("hash").GetString()!, await File.ReadAllTextAsync(file), StringComparison.Ordinal);

        // T: the first step.
        Assert.Equal(1m, (await StepAsync(app)).GetProperty("influence_percent").GetDecimal());
        await app.ObserveAsync(2_000);

        // T+30: no alerts, and no shortcut either.
        await app.PassAsync(TimeSpan.FromMinutes(30));
        await AssertQuietAsync(app);
        var held = await app.PostAsync("ramp/step", "{}", HttpStatusCode.Conflict);
        Assert.Equal(["dwell_not_reached"], Reasons(held));

        // T+60: entropy and Q-spread within bounds.
        await app.PassAsync(TimeSpan.FromMinutes(30));
        await AssertQuietAsync(app);

        // T+120: all metrics stable.
        await app.PassAsync(TimeSpan.FromMinutes(60));
        await AssertQuietAsync(app);
        Assert.Equal(10m, (await StepAsync(app)).GetProperty("influence_percent").GetDecimal());

        // An alert at any time: back to 0, and not up again without a new decision.
        app.See("active_page_alerts", "1");
        await app.MonitorAsync();
        await AssertRolledBackAsync(app, "page_alert", 1_000);
        app.See("active_page_alerts", "0");
        await app.MonitorAsync();
        Assert.Contains("decision_required", Reasons(await app.PostAsync("ramp/step", "{}", HttpStatusCode.Conflict)));

        // Whoever is to be told is told, of both.
        await Eventually.TrueAsync(
            () =>
            {
                app.Clock.Advance(TimeSpan.FromMilliseconds(200));
                return app.Notices.Kinds.Contains(GovernanceNoticeKind.RampRolledBack);
            },
            "the rollback is told");
        Assert.Contains(GovernanceNoticeKind.GoNoGoDecided, app.Notices.Kinds);

        // With a new one, and two hours in shadow, it climbs again.
        await app.ObserveAsync(200);
        await app.PassAsync(TimeSpan.FromHours(2));
        await app.DecideGoAsync();
        Assert.Equal(1m, (await StepAsync(app)).GetProperty("influence_percent").GetDecimal());
    }

    [Theory]
    [InlineData("page_alert", "active_page_alerts", "1")]
    [InlineData("entropy_low", "policy_entropy", "0.79")]
    [InlineData("q_spread_high", "q_spread_ratio", "3.01")]
    [InlineData("cost_spike", "cost_over_baseline_percent", "50.01")]
    [InlineData("performance_degradation", "performance_degradation", "true")]
    [InlineData("technical_anomaly", "technical_anomaly", "true")]
    public async Task RollbackTrigger_IsSeen_TakesTheInfluenceToZeroAndSaysWhy(
        string trigger, string signal, string value)
    {
        await using var app = await AtTwentyFivePercentAsync();
        app.See(signal, value);
        await app.MonitorAsync();
        await AssertRolledBackAsync(app, trigger, 2_500);
    }

    [Fact]
    public async Task RollbackTrigger_ErrorBudgetFastBurn_TakesTheInfluenceToZero()
    {
        await using var app = await AtTwentyFivePercentAsync();
        await app.PostAsync("error-budgets/counts", """{"objective":"exporter_uptime","good":0,"bad":10000000}""");

        // Budgets are not posted as signals: the next look sees them.
        app.Clock.Advance(TimeSpan.FromSeconds(6));
        await AssertRolledBackAsync(app, "error_budget_fast_burn", 2_500);
    }

    [Fact]
    public async Task RollbackTrigger_RegressionTrip_TakesTheInfluenceToZero()
    {
        await using var app = await AtTwentyFivePercentAsync();
        await app.PostAsync(
            "regression/policies/upsert", """{"domain":"WHOLESALE","metric":"contract_rate","enabled":true}""");
        await KpiAsync(app, 190, success: true);
        await KpiAsync(app, 10, success: false);
        await KpiAsync(app, 13, success: false);
        await KpiAsync(app, 37, success: true);
        await app.PostAsync("regression/evaluate", """{"domain":"WHOLESALE","metric":"contract_rate"}""");
        await AssertRolledBackAsync(app, "regression_trip", 2_500);
    }

    [Fact]
    public async Task RollbackTrigger_KillSwitch_TakesTheInfluenceToZero()
    {
        await using var app = await AtTwentyFivePercentAsync();
        await app.PostAsync("go-live/kill-switch/engage", """{"actor":"olga","reason":"smoke"}""");
        await AssertRolledBackAsync(app, "kill_switch", 2_500);
        await app.PostAsync("go-live/kill-switch/release", """{"actor":"olga","reason":"no fire"}""");
        Assert.Equal(0m, await app.InfluencePercentAsync());
        Assert.Contains("decision_required", Reasons(await app.PostAsync("ramp/step", "{}", HttpStatusCode.Conflict)));
    }

    [Fact]
    public async Task Unwatched_MonitoringFallsSilent_TakesTheInfluenceToZero()
    {
        await using var app = await AtTwentyFivePercentAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await AssertRolledBackAsync(app, "monitoring_lost", 2_500);
    }

    private static async Task<PlaybookApp> AtTwentyFivePercentAsync()
    {
        var app = await PlaybookApp.StartAsync();
        await app.PrepareAsync();
        await app.DecideGoAsync();
        await app.PostAsync("ramp/set", """{"percent":25,"override":true,"reason":"exercise","actor":"ann"}""");
        return app;
    }

    private static Task<JsonElement> StepAsync(PlaybookApp app) =>
        app.PostAsync("ramp/step", """{"actor":"captain","reason":"on plan"}""");

    private static async Task AssertQuietAsync(PlaybookApp app)
    {
        var status = await app.GetAsync("ramp/influence");
        Assert.Equal(1m, status.GetProperty("influence_percent").GetDecimal());
        Assert.All(
            status.GetProperty("guards").EnumerateArray(),
            guard => Assert.Equal("CLEAR", guard.GetProperty("status").GetString()));
    }

    private static async Task AssertRolledBackAsync(PlaybookApp app, string trigger, int fromBasisPoints)
    {
        await Eventually.TrueAsync(() => app.Ramp.Current.BasisPoints == 0, "the influence is 0");
        var status = await app.GetAsync("ramp/influence");
        var rollback = status.GetProperty("last_rollback");
        Assert.Equal(trigger, rollback.GetProperty("trigger").GetString());
        Assert.Equal(fromBasisPoints, rollback.GetProperty("from_bps").GetInt32());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("decision_id").ValueKind);
        var record = Assert.Single((await app.GetAsync("audit?action=ramp.rollback")).EnumerateArray());
        Assert.False(string.IsNullOrEmpty(record.GetProperty("reason").GetString()));
    }

    private static async Task KpiAsync(PlaybookApp app, int count, bool success)
    {
        var one = $$"""{"domain":"WHOLESALE","metric":"contract_rate","success":{{(success ? "true" : "false")}}}""";
        await app.PostAsync(
            "regression/kpi/batch", $$"""{"events":[{{string.Join(',', Enumerable.Repeat(one, count))}}]}""");
    }

    private static IEnumerable<string> Reasons(JsonElement problem) =>
        problem.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!);
}
