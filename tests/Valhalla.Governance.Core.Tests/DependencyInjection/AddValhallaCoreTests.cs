using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NSubstitute;
using Valhalla.Governance.Core.Tests.Control;

namespace Valhalla.Governance.Core.Tests.DependencyInjection;

public sealed class AddValhallaCoreTests
{
    [Fact]
    public void AddValhallaCore_Twice_RegistersNothingTwice()
    {
        var once = Describe(1);

        Assert.Equal(once, Describe(2));
        Assert.NotEmpty(once);
    }

    [Fact]
    public async Task AddValhallaCore_Twice_RunsEveryCheckAndHostedServiceOnce()
    {
        await using var host = new GovernedHost(configure: s => s.AddValhallaCore());

        var hosted = host.Services.GetServices<IHostedService>().Select(s => s.GetType()).ToArray();
        var checks = host.Services.GetServices<IRunbookCheck>().Select(c => c.Id).ToArray();
        var health = host.Services.GetServices<FeatureHealthCheck>().Select(c => c.Name).ToArray();

        Assert.Equal(hosted.Distinct(), hosted);
        Assert.Equal(checks.Distinct(), checks);
        Assert.Equal(health.Distinct(), health);
        Assert.Contains("storage", health);
        Assert.Contains("gate_fresh", health);
    }

    [Fact]
    public async Task AddValhallaCore_HostHasItsOwnGate_TheHostWins()
    {
        var own = Substitute.For<IGoLiveGate>();
        await using var host = new GovernedHost(configure: s => s.AddSingleton(own));

        Assert.Same(own, host.Gate);
    }

    private static string[] Describe(int times)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        for (var i = 0; i < times; i++)
        {
            services.AddValhallaCore();
        }

        // Options are bound by instances that cannot be told apart; binding twice gives the same values.
        return
        [
            .. services
                .Where(s => s.ServiceType.Namespace != "Microsoft.Extensions.Options")
                .Select(s => $"{s.ServiceType} {s.ImplementationType} {s.Lifetime}"),
        ];
    }
}
