using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Kpi;

/// <summary>The whole pipeline over a scripted store and a clock that only the test moves.</summary>
internal sealed class KpiHarness : IAsyncDisposable
{
    /// <summary>Ends a test that would hang; no test passes because of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static readonly DomainName Domain = new("WHOLESALE");
    public static readonly MetricName Metric = new("offer_sent");
    public static readonly KpiSeries Series = new(Domain, Metric);

    private readonly ServiceProvider _services;

    public KpiHarness(
        Action<KpiOptions>? configure = null, TimeProvider? time = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(time ?? Clock);
        services.AddSingleton<InMemoryKpiStore>();
        services.AddSingleton<ScriptedKpiStore>();
        services.AddSingleton<IKpiStore>(provider => provider.GetRequiredService<ScriptedKpiStore>());
        services.Configure(configure ?? (_ => { }));
        more?.Invoke(services);
        services.AddValhallaCore();
        _services = services.BuildServiceProvider();
        Store = Get<ScriptedKpiStore>();
        Kpi = Get<IKpiEmitter>();
        Health = Get<IKpiHealth>();
        Writer = Get<KpiWriter>();
    }

    public FakeTimeProvider Clock { get; } = new();

    public ScriptedKpiStore Store { get; }

    public IKpiEmitter Kpi { get; }

    public IKpiHealth Health { get; }

    public KpiWriter Writer { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<KpiHarness> StartAsync(
        Action<KpiOptions>? configure = null, TimeProvider? time = null, Action<IServiceCollection>? more = null)
    {
        var harness = new KpiHarness(configure, time, more);
        await harness.Writer.StartAsync(CancellationToken.None);
        return harness;
    }

    public static KpiEvent Event(int number = 0) => new()
    {
        Domain = Domain,
        Metric = Metric,
        Success = true,
        Value = number,
        CorrelationId = "c",
    };

    /// <summary>Everything stored, oldest first.</summary>
    public async Task<IReadOnlyList<KpiRecord>> StoredAsync()
    {
        var all = new List<KpiRecord>();
        long? before = null;
        while (await Store.ListAsync(new KpiQuery { BeforeId = before, Limit = 1_000 }, default) is { Count: > 0 } page)
        {
            all.AddRange(page);
            before = page[^1].Id;
        }

        all.Reverse();
        return all;
    }

    /// <summary>The values of everything stored, oldest first.</summary>
    public async Task<int[]> NumbersAsync() => [.. (await StoredAsync()).Select(r => (int)r.Event.Value!.Value)];

    public async Task AssertNumbersAsync(params int[] expected) => Assert.Equal(expected, await NumbersAsync());

    public Task StopAsync() => Writer.StoppedAsync(CancellationToken.None).WaitAsync(Patience);

    /// <summary>Ends the pipeline, whatever a failed test left it in.</summary>
    public async ValueTask DisposeAsync()
    {
        Store.Refuse = _ => null;
        Store.Release();
        var stopping = Writer.StoppedAsync(CancellationToken.None);
        while (!stopping.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMinutes(10));
            await Task.Yield();
        }

        await _services.DisposeAsync();
    }
}
