using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Runbook;

public sealed class RunbookHealthCheckTests
{
    [Theory]
    [InlineData(HealthStatus.Healthy, true)]
    [InlineData(HealthStatus.Degraded, false)]
    [InlineData(HealthStatus.Unhealthy, false)]
    public async Task AddRunbookHealthCheck_RegisteredByName_OnlyHealthyPasses(HealthStatus status, bool expected)
    {
        await using var api = await TestApi.StartAsync(
            builder => builder.Services.AddHealthChecks()
                .AddCheck("Message Queue", () => new HealthCheckResult(status, "The queue.")),
            valhalla: v => v.AddRunbookHealthCheck("Message Queue"));

        var item = await FindAsync(api, "message_queue");

        Assert.Equal((expected, "The queue."), (item.Ok, item.Message));
        Assert.Equal(CheckSeverity.Blocker, item.Severity);
    }

    [Fact]
    public async Task AddRunbookHealthCheck_NotRegistered_Fails()
    {
        await using var api = await TestApi.StartAsync(
            valhalla: v => v.AddRunbookHealthCheck("absent", CheckSeverity.Warning, "own_id"));

        var item = await FindAsync(api, "own_id");

        Assert.False(item.Ok);
        Assert.Equal(CheckSeverity.Warning, item.Severity);
    }

    private static async Task<RunbookItem> FindAsync(TestApi api, string id)
    {
        var status = await api.Services.GetRequiredService<IRunbook>().GetStatusAsync();
        return status.Blockers.Concat(status.Warnings).Concat(status.Info).Single(i => i.Id == id);
    }
}
