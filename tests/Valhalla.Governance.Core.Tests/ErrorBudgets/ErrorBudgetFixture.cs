using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.ErrorBudgets;

/// <summary>Error budgets over the in-memory stores, with a clock that a test moves.</summary>
internal sealed class ErrorBudgetFixture : IDisposable
{
    public const string Posted = "uptime";
    public const string Counted = "contracts";

    public static readonly KpiSeries Series = new(new DomainName("WHOLESALE"), new MetricName("contract_rate"));

    private readonly ServiceProvider _services;

    public ErrorBudgetFixture(Dictionary<string, string?>? settings = null)
    {
        settings ??= new Dictionary<string, string?>
        {
            ["Valhalla:ErrorBudgets:Objectives:0:Name"] = Posted,
            ["Valhalla:ErrorBudgets:Objectives:0:TargetPercent"] = "99.9",
            ["Valhalla:ErrorBudgets:Objectives:1:Name"] = Counted,
            ["Valhalla:ErrorBudgets:Objectives:1:TargetPercent"] = "90",
            ["Valhalla:ErrorBudgets:Objectives:1:WindowDays"] = "7",
            ["Valhalla:ErrorBudgets:Objectives:1:KpiDomain"] = Series.Domain.Value,
            ["Valhalla:ErrorBudgets:Objectives:1:KpiMetric"] = Series.Metric.Value,
        };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddValhallaCore();
        _services = services.BuildServiceProvider();
    }

    /// <summary>Noon of 16 January, so that half of the month has passed at noon of a 31-day month.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 16, 12, 0, 0, TimeSpan.Zero));

    public DateTimeOffset Now => Time.GetUtcNow();

    public IErrorBudgets Budgets => _services.GetRequiredService<IErrorBudgets>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public SloCounter Counter => _services.GetServices<IHostedService>().OfType<SloCounter>().Single();

    public ErrorBudgetEvidence Evidence =>
        _services.GetServices<IEvidenceProvider>().OfType<ErrorBudgetEvidence>().Single();

    public async Task<ErrorBudget> GetAsync(string name) =>
        (await Budgets.GetBudgetsAsync()).Single(budget => budget.Name == name);

    public async Task PostAsync(string objective, long good, long bad, TimeSpan ago) =>
        Assert.Empty((await Budgets.PostCountsAsync([new SloCount(objective, good, bad, Now - ago)])).Errors);

    public void Dispose() => _services.Dispose();
}
