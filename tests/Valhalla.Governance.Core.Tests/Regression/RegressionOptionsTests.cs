using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Core.Tests.Regression;

public sealed class RegressionOptionsTests
{
    private readonly RegressionOptionsValidator _validator = new();

    public static TheoryData<RegressionOptions, bool> Bounds => new()
    {
        { new RegressionOptions(), true },
        { new RegressionOptions { EvaluationInterval = TimeSpan.FromSeconds(0.1) }, true },
        { new RegressionOptions { EvaluationInterval = TimeSpan.FromSeconds(0.09), MinSpacing = default }, false },
        { new RegressionOptions { EvaluationInterval = TimeSpan.FromHours(1) }, true },
        { new RegressionOptions { EvaluationInterval = TimeSpan.FromHours(1.1) }, false },
        { new RegressionOptions { MinSpacing = TimeSpan.Zero }, true },
        { new RegressionOptions { MinSpacing = TimeSpan.FromTicks(-1) }, false },
        { new RegressionOptions { MinSpacing = TimeSpan.FromSeconds(1) }, true },
        { new RegressionOptions { MinSpacing = TimeSpan.FromSeconds(1.1) }, false },
        { new RegressionOptions { FiguresInterval = TimeSpan.FromSeconds(1) }, true },
        { new RegressionOptions { FiguresInterval = TimeSpan.Zero }, false },
        { new RegressionOptions { FiguresInterval = TimeSpan.FromDays(1.1) }, false },
        { new RegressionOptions { StaleAfterDrop = TimeSpan.FromDays(1) }, true },
        { new RegressionOptions { StaleAfterDrop = TimeSpan.Zero }, false },
        { new RegressionOptions { LeaseDuration = TimeSpan.FromSeconds(1) }, true },
        { new RegressionOptions { LeaseDuration = TimeSpan.FromSeconds(0.9) }, false },
        { new RegressionOptions { LeaseDuration = EvaluatorLeaseRules.LongestDuration }, true },
        { new RegressionOptions { LeaseDuration = TimeSpan.FromMinutes(5.1) }, false },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Validate_Bounds_AreAsDocumented(RegressionOptions options, bool valid)
    {
        var result = _validator.Validate(null, options);

        Assert.Equal(valid, result.Succeeded);
        Assert.True(valid || result.FailureMessage!.StartsWith("VG050", StringComparison.Ordinal));
    }

    [Fact]
    public void AddValhallaCore_Twice_RegistersTheTripwireOnce()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging();
        services.AddSingleton<IKpiStore>(new FakeKpiStore());
        services.AddValhallaCore();
        services.AddValhallaCore();
        using var provider = services.BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService<IRegressionTripwire>());
        Assert.Single(provider.GetServices<IHostedService>().OfType<TripwireEvaluator>());
        Assert.Same(
            provider.GetRequiredService<DirtySeries>(),
            Assert.Single(provider.GetServices<IKpiCommitListener>().OfType<DirtySeries>()));
        Assert.Equal(
            TimeSpan.FromSeconds(1),
            provider.GetRequiredService<IOptions<RegressionOptions>>().Value.EvaluationInterval);
    }
}
