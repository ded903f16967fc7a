using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NSubstitute;
using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Core.Tests.GoLive;

public sealed class HealthCheckTests
{
    [Theory]
    [InlineData("production", 0, HealthStatus.Healthy)]
    [InlineData("production", 6, HealthStatus.Unhealthy)]
    [InlineData("development", 0, HealthStatus.Healthy)]
    [InlineData("development", 6, HealthStatus.Degraded)]
    public async Task GateFresh_StateAges_FollowsTheGate(string environment, int ageSeconds, HealthStatus expected)
    {
        await using var host = new GovernedHost(environment);
        await host.SetGateAsync(goLiveEnabled: true, killSwitchEngaged: false);
        host.Clock.Advance(TimeSpan.FromSeconds(ageSeconds));

        Assert.Equal(expected, (await CheckAsync(host, "gate_fresh")).Status);
    }

    [Fact]
    public async Task GateFresh_BeforeTheFirstRead_IsUnhealthy()
    {
        await using var host = new GovernedHost("development");

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(host, "gate_fresh")).Status);
    }

    [Fact]
    public async Task GateFresh_KillKeptHere_IsDegraded()
    {
        await using var host = new GovernedHost("development");
        await host.Control.RefreshAsync(CancellationToken.None);
        host.Store.Failure = FaultyControlStore.Down;
        await host.Gate.EngageKillSwitchAsync(new("ann"), null);

        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(host, "gate_fresh")).Status);
    }

    [Theory]
    [InlineData(1, 1, null, HealthStatus.Healthy)]
    [InlineData(1, 1, "SQLite is old", HealthStatus.Degraded)]
    [InlineData(1, 2, null, HealthStatus.Unhealthy)]
    [InlineData(null, 2, null, HealthStatus.Unhealthy)]
    public async Task Storage_Schema_IsJudged(int? installed, int expected, string? warning, HealthStatus status)
    {
        var probe = Substitute.For<ISchemaProbe>();
        probe.ProbeAsync(default).ReturnsForAnyArgs(new SchemaStatus("SQLite", installed, expected, warning));
        await using var host = new GovernedHost(configure: s => s.AddSingleton(probe));

        Assert.Equal(status, (await CheckAsync(host, "storage")).Status);
    }

    [Fact]
    public async Task Storage_StoreDown_IsUnhealthy()
    {
        var probe = Substitute.For<ISchemaProbe>();
        probe.ProbeAsync(default).ReturnsForAnyArgs<ValueTask<SchemaStatus>>(_ => throw FaultyControlStore.Down);
        await using var host = new GovernedHost(configure: s => s.AddSingleton(probe));

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(host, "storage")).Status);
    }

    private static Task<HealthCheckResult> CheckAsync(GovernedHost host, string name)
    {
        var offered = host.Services.GetServices<FeatureHealthCheck>().Single(check => check.Name == name);
        var registration = offered.ToRegistration();
        return registration.Factory(host.Services)
            .CheckHealthAsync(new HealthCheckContext { Registration = registration });
    }
}
