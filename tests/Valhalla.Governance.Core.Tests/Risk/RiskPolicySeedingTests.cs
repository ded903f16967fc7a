using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Core.Tests.Control;

namespace Valhalla.Governance.Core.Tests.Risk;

/// <summary>A host's own engine has the policy that its code brings, until somebody changes it.</summary>
public sealed class RiskPolicySeedingTests
{
    private static readonly EngineName Own = new("MY_ENGINE");

    [Fact]
    public async Task Start_EngineWithoutAPolicy_HasTheOneOfTheCodeAndCanReserve()
    {
        await using var host = Host(500);
        await host.StartAsync();
        var risk = host.Services.GetRequiredService<IRiskGuard>();

        var policy = (await risk.GetPoliciesAsync()).Single(each => each.Engine == Own);

        Assert.Equal((50m, 500m, 25m, 1_000, true, 1L), (
            policy.MaxDailyLoss.ToDecimal(),
            policy.MaxDailyExposure.ToDecimal(),
            policy.MaxOpenReserved!.Value.ToDecimal(),
            policy.WorstCaseLossBasisPoints,
            policy.Enabled,
            policy.Version));
        Assert.True((await risk.ReserveAsync(new ReserveRequest(Own, Money.FromDecimal(10)))).IsGranted);
        var records = await host.Services.GetRequiredService<IAuditStore>().ReadAsync(0, 100, CancellationToken.None);
        Assert.Single(records, record => record.Entry.Subject == Own.Value);
    }

    [Fact]
    public async Task Start_PolicyThatIsThere_IsNeverOverwritten()
    {
        await using var first = Host(500);
        await first.StartAsync();
        await first.Services.GetRequiredService<IRiskGuard>().UpsertPolicyAsync(
            new RiskPolicyChange(Own, new ChangeAuthor("ann")) { MaxDailyExposure = Money.FromDecimal(7) });

        await using var again = Host(900, restartOf: first);
        await again.StartAsync();

        var policies = await again.Services.GetRequiredService<IRiskGuard>().GetPoliciesAsync();
        Assert.Equal(7m, policies.Single(each => each.Engine == Own).MaxDailyExposure.ToDecimal());
        var wholesale = policies.Single(each => each.Engine == new EngineName("WHOLESALE"));
        Assert.Equal(1_000m, wholesale.MaxDailyExposure.ToDecimal());
    }

    [Theory]
    [InlineData("", 1, 1, 0)]
    [InlineData("A B", 1, 1, 0)]
    [InlineData("MY_ENGINE", -1, 1, 0)]
    [InlineData("MY_ENGINE", 1, -1, 0)]
    [InlineData("MY_ENGINE", 1, 1, 1.5)]
    [InlineData("MY_ENGINE", 1, 1, 0.00001)]
    public void RiskPolicy_ValueThatMakesNoSense_RefusedWithId(string engine, int loss, int exposure, double worst)
    {
        var refusal = Assert.Throws<ValhallaConfigurationException>(() => new ServiceCollection().AddValhallaCore()
            .RiskPolicy(engine, loss, exposure, worstCaseLossFraction: (decimal)worst));

        Assert.Equal("VG0203", refusal.Id);
    }

    private static GovernedHost Host(decimal exposure, GovernedHost? restartOf = null) => new(
        configure: services => services.AddValhallaCore()
            .RiskPolicy("MY_ENGINE", 50, exposure, maxOpenReserved: 25, worstCaseLossFraction: 0.1m)
            .RiskPolicy("WHOLESALE", 1, 1),
        restartOf: restartOf);
}
