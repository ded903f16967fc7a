using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.Core.Tests.Ramp;

/// <summary>The rollback triggers of the playbook, one by one.</summary>
public sealed class RampGuardTests
{
    [Fact]
    public Task Rollback_PageAlertTriggered_IsSeen() =>
        AssertRollsBackAsync("page_alert", host => host.Signal("active_page_alerts", EvidenceValue.Of(1m)));

    [Fact]
    public Task Rollback_PolicyEntropyBelowPointEight_IsSeen() =>
        AssertRollsBackAsync("entropy_low", host => host.Signal("policy_entropy", EvidenceValue.Of(0.79m)));

    [Fact]
    public Task Rollback_QValueSpreadAboveThreeTimesBaseline_IsSeen() =>
        AssertRollsBackAsync("q_spread_high", host => host.Signal("q_spread_ratio", EvidenceValue.Of(3.01m)));

    [Fact]
    public Task Rollback_PerformanceDegradation_IsSeen() => AssertRollsBackAsync(
        "performance_degradation", host => host.Signal("performance_degradation", EvidenceValue.Of(true)));

    [Fact]
    public Task Rollback_CostSpikeAboveFiftyPercent_IsSeen() =>
        AssertRollsBackAsync("cost_spike", host => host.Signal("cost_over_baseline_percent", EvidenceValue.Of(50.1m)));

    [Fact]
    public Task Rollback_AnyTechnicalAnomaly_IsSeen() => AssertRollsBackAsync(
        "technical_anomaly", host => host.Signal("technical_anomaly", EvidenceValue.Of(true)));

    [Fact]
    public Task Rollback_ErrorBudgetFastBurn_IsSeen() => AssertRollsBackAsync(
        "error_budget_fast_burn", host => host.Signal("error_budget_fast_burn", EvidenceValue.Of(true)));

    [Fact]
    public Task Rollback_MonitoringLost_IsSeen() =>
        AssertRollsBackAsync("monitoring_lost", host => host.Clock.Advance(TimeSpan.FromMinutes(15.1)));

    [Theory]
    [InlineData("active_page_alerts", 0)]
    [InlineData("policy_entropy", 0.8)]
    [InlineData("q_spread_ratio", 3)]
    [InlineData("cost_over_baseline_percent", 50)]
    public async Task Rollback_AtTheThresholdItself_IsNotSeen(string signal, double value)
    {
        await using var host = await AtTenPercentAsync();
        host.Signal(signal, EvidenceValue.Of((decimal)value));
        await host.Guard.RunRoundAsync(CancellationToken.None);
        Assert.Equal(1_000, host.Ramp.Current.BasisPoints);
    }

    [Fact]
    public async Task Rollback_ProviderFailsOnce_IsNotBlindYet()
    {
        await using var host = await AtTenPercentAsync();
        await host.Guard.RunRoundAsync(CancellationToken.None);
        host.Forget("policy_entropy");
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        host.Signal("active_page_alerts", EvidenceValue.Of(0m));
        await host.Guard.RunRoundAsync(CancellationToken.None);
        Assert.Equal(1_000, host.Ramp.Current.BasisPoints);
    }

    [Fact]
    public async Task Rollback_QuietEvidenceFromWhenTheClockWasAhead_DoesNotHideTheAlert()
    {
        await using var host = await AtTenPercentAsync();
        await host.Guard.RunRoundAsync(CancellationToken.None);
        var (alerts, now) = (new SignalName("active_page_alerts"), host.Clock.GetUtcNow());
        await host.Host.Get<IGoNoGoStore>().AppendEvidenceAsync(
            [
                new Evidence(alerts, EvidenceValue.Of(0m), now.AddHours(49), null, "monitoring"),
                new Evidence(alerts, EvidenceValue.Of(1m), now, null, "monitoring"),
            ],
            now, null, "2", CancellationToken.None);
        host.Reader = ActivatorUtilities.CreateInstance<EvidenceReader>(host.Host.Services);

        await host.Guard.RunRoundAsync(CancellationToken.None);

        Assert.Equal("page_alert", host.Ramp.Current.LastRollback?.Trigger);
    }

    [Fact]
    public async Task Rollback_MonitoringLostAndSwitchedOff_IsNotSeen()
    {
        await using var host = await AtTenPercentAsync(new() { ["Valhalla:Ramp:RollBackWhenBlind"] = "false" });
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.Guard.RunRoundAsync(CancellationToken.None);
        Assert.Equal(1_000, host.Ramp.Current.BasisPoints);
    }

    [Fact]
    public async Task Rollback_ThresholdOfTheOptions_Counts()
    {
        await using var host = await AtTenPercentAsync(new() { ["Valhalla:Ramp:Triggers:cost_spike:Threshold"] = "2" });
        await host.Guard.RunRoundAsync(CancellationToken.None);
        Assert.Equal("cost_spike", host.Ramp.Current.LastRollback?.Trigger);
    }

    [Fact]
    public async Task Rollback_SignalsCannotBeRead_IsReportedAndTriedAgain()
    {
        await using var host = await AtTenPercentAsync();
        var health = host.Host.Get<RampGuardHealth>();
        health.Started();
        host.Failure = new InvalidOperationException("broken");
        await host.Guard.RunRoundAsync(CancellationToken.None);
        Assert.Equal(1_000, host.Ramp.Current.BasisPoints);
        Assert.NotNull(health.Problem);

        host.Failure = null;
        host.Signal("active_page_alerts", EvidenceValue.Of(1m));
        await host.Guard.RunRoundAsync(CancellationToken.None);
        Assert.Null(health.Problem);
        Assert.Equal(0, host.Ramp.Current.BasisPoints);
    }

    [Fact]
    public async Task Health_NobodyLooks_IsAProblem()
    {
        await using var host = await AtTenPercentAsync();
        var health = host.Host.Get<RampGuardHealth>();
        Assert.NotNull(health.Problem);
        health.Started();
        await host.Guard.RunRoundAsync(CancellationToken.None);
        Assert.Null(health.Problem);
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull(health.Problem);
    }

    private static async Task<RampHost> AtTenPercentAsync(Dictionary<string, string?>? settings = null)
    {
        var host = new RampHost(settings);
        await host.StartAsync();
        await host.DecideGoAsync();
        if (settings is null)
        {
            await host.ClimbAsync();
            await host.ClimbAsync();
        }
        else
        {
            await host.Host.Control.CommitAsync(
                (current, now) => InfluenceRules.Move(
                    current.Influence, 1_000, InfluenceRules.SetAction, RampHost.Captain, null, now).ToControlChange(),
                CancellationToken.None);
        }

        Assert.Equal(1_000, host.Ramp.Current.BasisPoints);
        return host;
    }

    private static async Task AssertRollsBackAsync(string trigger, Action<RampHost> arrange)
    {
        await using var host = await AtTenPercentAsync();
        await host.Guard.RunRoundAsync(CancellationToken.None);
        Assert.Equal(1_000, host.Ramp.Current.BasisPoints);

        arrange(host);
        await host.Guard.RunRoundAsync(CancellationToken.None);
        await host.Guard.RunRoundAsync(CancellationToken.None);
        Assert.Equal(0, host.Ramp.Current.BasisPoints);
        Assert.Null(host.Ramp.Current.DecisionId);
        var record = Assert.Single(host.Host.Audit, entry => entry.Action == InfluenceRules.RollbackAction);
        Assert.Equal("ramp_guard", record.Author.Name);
        Assert.Contains(trigger, record.ToJson, StringComparison.Ordinal);
        Assert.NotEmpty(record.Reason!);

        host.Quiet();
        Assert.Contains(RampRules.DecisionRequired, (await host.ClimbAsync()).Holds.Select(hold => hold.Code));
    }
}
