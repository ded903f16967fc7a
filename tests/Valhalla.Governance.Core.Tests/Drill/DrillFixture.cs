using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Control;
using Valhalla.Governance.Drill;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Drill;

/// <summary>One node over the in-memory stores, with its background services, in an enforced environment.</summary>
internal sealed class DrillFixture : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-drill-").FullName;
    private readonly ServiceProvider _services;
    private readonly IHostedService[] _hosted;

    private DrillFixture()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ENV"] = "production",
                ["Valhalla:Build"] = "7.1",
                ["Valhalla:GoLive:LatchFile"] = Path.Combine(_folder, "latch.json"),
            })
            .Build());
        services.AddValhallaCore();
        _services = services.BuildServiceProvider();
        _hosted =
        [
            .. _services.GetServices<IHostedService>()
                .Where(s => s is StoreStartup or ControlStateMonitor or NodeHeartbeat or DrillResponder),
        ];
    }

    public FakeTimeProvider Time { get; } = new();

    public string Folder => _folder;

    public IKillSwitchDrill Drill => _services.GetRequiredService<IKillSwitchDrill>();

    public static async Task<DrillFixture> StartAsync(Func<IHostedService, bool>? isStarted = null)
    {
        var fixture = new DrillFixture();
        foreach (var service in fixture._hosted)
        {
            await (service is IHostedLifecycleService starting
                ? starting.StartingAsync(CancellationToken.None)
                : Task.CompletedTask);
        }

        foreach (var service in fixture._hosted.Where(isStarted ?? (static _ => true)))
        {
            await service.StartAsync(CancellationToken.None);
        }

        return fixture;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Runs a drill, and lets time pass until it has ended: fast once this node has answered.</summary>
    public async Task<KillSwitchDrillResult> RunAsync()
    {
        var drill = Task.Run(async () => await Drill.RunAsync(new ChangeAuthor("ann"), "Friday"));
        await Eventually.TrueAsync(
            () =>
            {
                Time.Advance(TimeSpan.FromMilliseconds(HasAnswered() ? 1_000 : 50));
                return drill.IsCompleted;
            },
            "the drill ended");
        return await drill;
    }

    public async Task<IReadOnlyDictionary<string, Evidence>> ObserveAsync()
    {
        var provider = _services.GetServices<IEvidenceProvider>().OfType<DrillEvidence>().Single();
        return (await provider.ObserveAsync(CancellationToken.None)).ToDictionary(e => e.Signal.Value);
    }

    public async Task StopAsync(Func<IHostedService, bool> which)
    {
        foreach (var service in _hosted.Where(which))
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(static _ => true);
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private bool HasAnswered() => Get<ControlState>().Current.Drill is { } drill
        && Get<IDrillStore>().ReadAnswersAsync(drill.Id, CancellationToken.None).AsTask().Result.Count > 0;
}
