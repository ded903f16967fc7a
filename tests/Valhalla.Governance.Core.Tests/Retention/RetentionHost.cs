using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Control;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Retention;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Retention;

/// <summary>Retention over the in-memory store, on a fake clock.</summary>
internal sealed class RetentionHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public RetentionHost(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(
                settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            {
                ["Valhalla:Retention:Pause"] = "00:00:00",
                ["Valhalla:Retention:BatchSize"] = "100",
            }).Build());
        services.AddLogging();
        services.AddValhallaCore();
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new();

    public RetentionJob Job => _services.GetServices<IHostedService>().OfType<RetentionJob>().Single();

    public IRetentionStore Store => Get<IRetentionStore>();

    public ControlState Control => Get<ControlState>();

    public IKpiStore Kpi => Get<IKpiStore>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task WriteAsync(KpiSeries series, int count, DateTimeOffset at, bool success = true) =>
        await Kpi.AppendAsync(
            Enumerable.Repeat(
                new KpiEvent
                {
                    Domain = series.Domain,
                    Metric = series.Metric,
                    Success = success,
                    CreatedAt = at,
                },
                count).ToArray(),
            Memory<long>.Empty,
            CancellationToken.None);

    public async Task<int> CountAsync(KpiSeries series) =>
        (await Kpi.ReadNewestAsync(series, 0, 1_000_000, CancellationToken.None)).Count;

    public async Task<KpiRollups> RollupsAsync(KpiSeries series) => await Get<IKpiRollups>().ReadRollupsAsync(
        series, DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
