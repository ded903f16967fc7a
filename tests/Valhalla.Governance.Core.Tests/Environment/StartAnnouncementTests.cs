using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NSubstitute;
using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.GovernedEnvironments;

public sealed class StartAnnouncementTests
{
    [Theory]
    [InlineData("production", null, "'production', by ENV", " is ENFORCED here, because it is production")]
    [InlineData("production", "0", "'production', by ENV", "NOT enforced here, because GO_LIVE_ENFORCE is 0")]
    [InlineData("development", null, "'development', by ENV", "NOT enforced here, because only production is")]
    [InlineData("", null, "'prod-eu', by the host's environment", " is ENFORCED here, because nobody says what")]
    public async Task Start_AnyHost_SaysWhatIsGovernedAndWhy(
        string environment, string? enforce, string name, string enforcement)
    {
        var lines = await StartAsync(environment, enforce, host => Task.CompletedTask);

        var line = Assert.Single(lines);
        Assert.Contains(name, line, StringComparison.Ordinal);
        Assert.Contains(enforcement, line, StringComparison.Ordinal);
        Assert.Contains("Go-live is off, the kill switch is clear. Store: memory", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Killed_SaysByWhomAndWhy()
    {
        var lines = await StartAsync(
            "production", null, async host => await host.Gate.EngageKillSwitchAsync(new("ann"), "it burns"));

        Assert.Contains("engaged by ann at ", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Contains(": it burns. Store", lines[0], StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> StartAsync(
        string environment, string? enforce, Func<GovernedHost, Task> before)
    {
        using var log = new RecordedLog();
        var named = Substitute.For<IHostEnvironment>();
        named.EnvironmentName.Returns("Prod-EU");
        await using var host = new GovernedHost(
            environment,
            new() { ["GO_LIVE_ENFORCE"] = enforce },
            services => services.AddSingleton(log.For<StartAnnouncement>()).AddSingleton(named));
        await host.StartAsync();
        await before(host);
        var announcement = host.Services.GetServices<IHostedService>().OfType<StartAnnouncement>().Single();

        await announcement.StartedAsync(CancellationToken.None);

        return log.Texts;
    }
}
