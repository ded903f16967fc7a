using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.AspNetCore.Tests.GoNoGo;

/// <summary>What the system observes itself, in a running host.</summary>
public sealed class BuiltInEvidenceTests
{
    private static readonly KpiSeries Series = new(new DomainName("WHOLESALE"), new MetricName("contract_rate"));

    [Fact]
    public async Task RunbookClear_FollowsTheRunbooksBlockers()
    {
        await using var api = await TestApi.StartAsync();
        var runbook = await api.GetJsonAsync("/api/governance/runbook/status");

        Assert.Equal(
            runbook.GetProperty("ok_to_enable_go_live").GetBoolean(), (await ValueAsync(api, "runbook_clear")).IsTrue);
        await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", """{"reason":"x"}""");
        var blocked = await ValueAsync(api, "runbook_clear");

        Assert.False(blocked.IsTrue);
        Assert.Contains("kill_switch_clear", blocked.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TripwireClear_FiredTripwire_IsFalseAndNamesIt()
    {
        await using var api = await TestApi.StartAsync();
        Assert.True((await ValueAsync(api, "tripwire_clear")).IsTrue);

        await api.Services.GetRequiredService<ControlState>().CommitAsync(
            (current, _) =>
            {
                var version = current.RegressionStates.GetValueOrDefault(Series)?.Version ?? 0;
                var fired = new RegressionState { Series = Series, Triggered = true, Version = version + 1 };
                return new ControlChange { RegressionStates = [fired] };
            },
            CancellationToken.None);

        var fired = await ValueAsync(api, "tripwire_clear");
        Assert.False(fired.IsTrue);
        Assert.Contains("WHOLESALE.contract_rate", fired.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HealthStatus.Healthy, true)]
    [InlineData(HealthStatus.Degraded, false)]
    [InlineData(HealthStatus.Unhealthy, false)]
    public async Task HostHealth_AHealthCheckOfTheHost_Decides(HealthStatus status, bool expected)
    {
        await using var api = await TestApi.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("printer", () => new HealthCheckResult(status));
        });

        var health = await ValueAsync(api, "host_health");

        Assert.Equal(expected, health.IsTrue);
        Assert.Equal(!expected, health.Detail?.Contains("printer", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task KillSwitchFunctional_ConfirmedGate_IsTrue()
    {
        await using var api = await TestApi.StartAsync();

        Assert.True((await ValueAsync(api, "kill_switch_functional")).IsTrue);
    }

    private static async Task<(bool IsTrue, string? Detail)> ValueAsync(TestApi api, string signal)
    {
        var evidence = (await api.GetJsonAsync(BoardApi.Base + "evidence")).EnumerateArray()
            .Single(e => e.GetProperty("signal").GetString() == signal);
        return (
            evidence.GetProperty("value").ValueKind == JsonValueKind.True,
            evidence.GetProperty("detail").GetString());
    }
}
