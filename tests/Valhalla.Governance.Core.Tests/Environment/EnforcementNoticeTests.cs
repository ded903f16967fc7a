using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NSubstitute;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.GovernedEnvironments;

public sealed class EnforcementNoticeTests
{
    [Fact]
    public async Task Start_EnforcementOffInProduction_IsAudited()
    {
        await using var host = new GovernedHost(settings: new() { ["GO_LIVE_ENFORCE"] = "0" });

        await host.StartAsync();
        await Eventually.TrueAsync(() => host.Audit.Count > 0, "the record is there");

        var entry = Assert.Single(host.Audit);
        Assert.Equal(("go_live.enforcement_off", "production"), (entry.Action, entry.Subject));
    }

    [Theory]
    [InlineData("production", "1")]
    [InlineData("development", "0")]
    public async Task Start_Otherwise_IsQuiet(string environment, string enforce)
    {
        await using var host = new GovernedHost(environment, new() { ["GO_LIVE_ENFORCE"] = enforce });

        await host.StartAsync();
        await host.Services.GetServices<IHostedService>().OfType<EnforcementNotice>().Single().ExecuteTask!;

        Assert.Empty(host.Audit);
    }

    [Fact]
    public async Task Start_AuditNotWritable_IsTriedUntilItIs()
    {
        var audit = Substitute.For<IAuditStore>();
        var attempts = 0;
        audit.AppendAsync(default!, default).ReturnsForAnyArgs(
            _ => ++attempts < 3 ? throw FaultyControlStore.Down : ValueTask.CompletedTask);
        await using var host = new GovernedHost(
            settings: new() { ["GO_LIVE_ENFORCE"] = "0" }, configure: s => s.AddSingleton(audit));
        await host.StartAsync();
        var notice = host.Services.GetServices<IHostedService>().OfType<EnforcementNotice>().Single();

        await Eventually.TrueAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return notice.ExecuteTask!.IsCompleted;
            },
            "the notice has ended");

        Assert.Equal(3, attempts);
    }
}
