using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Http;

public sealed class RequestLimitsTests
{
    [Fact]
    public async Task Kill_WhileEverythingElseIsLimited_IsCarriedOut()
    {
        var blocked = new TaskCompletionSource<RunbookStatus>();
        var entered = new TaskCompletionSource();
        var runbook = Substitute.For<IRunbook>();
        runbook.GetStatusAsync(default).ReturnsForAnyArgs(_ =>
        {
            entered.TrySetResult();
            return new ValueTask<RunbookStatus>(blocked.Task);
        });
        await using var api = await TestApi.StartAsync(b =>
        {
            b.Configuration["Valhalla:Http:MaxConcurrentRequests"] = "1";
            b.Configuration["Valhalla:Http:MaxQueuedRequests"] = "0";
            b.Services.AddSingleton(runbook);
        });
        var running = api.GetAsync("/api/governance/runbook/status");
        await entered.Task;

        using var refused = await api.GetAsync("/api/governance/go-live/state");
        var killed = await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", "{}");

        await TestApi.ProblemAsync(refused, 429, "too_many_requests");
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.True(killed.GetProperty("kill_switch_engaged").GetBoolean());
        blocked.SetResult(new RunbookStatus(default, [], [], [], "x"));
        Assert.True((await running).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("MaxConcurrentRequests", "-1")]
    [InlineData("MaxConcurrentRequests", "100001")]
    [InlineData("MaxQueuedRequests", "-1")]
    public async Task Start_WithLimitOutOfRange_FailsWithItsId(string option, string value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => TestApi.StartAsync(
            b => b.Configuration["Valhalla:Http:" + option] = value));

        Assert.StartsWith("VG0804: ", error.Message, StringComparison.Ordinal);
    }
}
