using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Core.Tests.Notices;
using Valhalla.Governance.Drill;
using Valhalla.Governance.Ramp;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Storage;

/// <summary>
/// Every background service of the container, while the store is down for half a day: what each says stays readable.
/// </summary>
public sealed class StoreDownLogTests : IAsyncDisposable
{
    // The first, the second, the fourth and so on of what an outage of half a day has room for.
    private const int MaxLines = 17;

    // A service may have two things that fail.
    private const int MaxStacks = 2;

    private static readonly Type[] Alive =
    [
        typeof(IStoreInitializer), typeof(IStoreClock), typeof(IControlStore), typeof(IEvaluatorLeaseStore),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-down-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly StoreSwitch _store = new();
    private readonly RecordedLog _log = new();
    private readonly ServiceProvider _services;
    private readonly IHostedService[] _hosted;

    public StoreDownLogTests()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ENV"] = "production",
                ["GO_LIVE_ENFORCE"] = "0",
                ["DATABASE_URL"] = "sqlite:///test.db",
                ["Valhalla:GoLive:LatchFile"] = Path.Combine(_folder, "latch.json"),
                ["Valhalla:Audit:CheckpointFile"] = Path.Combine(_folder, "checkpoints.jsonl"),
                ["Valhalla:Audit:CheckpointHmacKey"] = Convert.ToBase64String(new byte[32]),
                ["Valhalla:GoNoGo:RecordDirectory"] = _folder,
                ["Valhalla:Retention:Enabled"] = "true",
                ["Valhalla:ErrorBudgets:Objectives:0:Name"] = "contacts",
                ["Valhalla:ErrorBudgets:Objectives:0:TargetPercent"] = "99",
                ["Valhalla:ErrorBudgets:Objectives:0:KpiDomain"] = "WHOLESALE",
                ["Valhalla:ErrorBudgets:Objectives:0:KpiMetric"] = "contract_rate",
            }).Build());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IGovernanceNotifier>(new ScriptedNotifier("on-call", _time));
        services.AddValhallaCore();
        Assert.True(_store.Wrap(services) > 12);
        _services = services.BuildServiceProvider();
        _hosted = [.. _services.GetServices<IHostedService>()];
    }

    [Fact]
    public async Task Outage_WhileRunning_IsToldEverMoreSeldom()
    {
        // First all but control state, so that what hangs on its changes has something to do.
        _store.Set(static method => !Alive.Contains(method.DeclaringType)
            && (method.DeclaringType != typeof(IDrillStore) || method.Name == nameof(IDrillStore.AnswerAsync)));
        await StartAsync();
        await Get<ControlState>().CommitAsync(
            static (current, now) => InfluenceRules.Move(
                current.Influence, 100, "influence.set", new ChangeAuthor("ann"), "a test", now).ToControlChange(),
            CancellationToken.None);
        _ = Get<IKillSwitchDrill>().RunAsync(new ChangeAuthor("ann"), "a test").AsTask();
        Assert.True(Get<IKpiEmitter>().Emit(new KpiEvent
        {
            Domain = new DomainName("WHOLESALE"),
            Metric = new MetricName("contract_rate"),
            Success = true,
        }));
        Get<RefusalRecorder>().Note(RefusalKind.Forbidden, new ChangeAuthor("eve"), "go-live/enable");
        for (var i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<ValhallaStoreException>(() => Get<IRiskGuard>().ReserveAsync(
                new ReserveRequest(new EngineName("WHOLESALE"), Money.FromDecimal(1))).AsTask());
        }

        await PassAsync(TimeSpan.FromSeconds(1), 300);

        // Then everything, with a kill that the store has yet to take.
        _store.Set(static _ => true);
        _ = Get<IGoLiveGate>().EngageKillSwitchAsync(new ChangeAuthor("ann"), "a test").AsTask();
        await PassAsync(TimeSpan.FromSeconds(1), 300);
        await PassAsync(TimeSpan.FromMinutes(1), 60);
        await PassAsync(TimeSpan.FromHours(1), 12);

        AssertReadable();
        string[] heard =
        [
            "ControlStateMonitor", "CheckpointExporter", "DrillResponder", "EnforcementNotice", "KillSwitchRetry",
            "KpiCommitter", "LedgerWriter", "NodeHeartbeat", "NoticeDispatcher", "OverdueOutcomes", "RampGuard",
            "RefusalRecorder", "ReservationExpiry", "RetentionJob", "SloCounter", "StoreClockMonitor",
            "TripwireEvaluator",
        ];
        Assert.Empty(heard.Except(_log.Lines.Select(ServiceOf)));
    }

    [Fact]
    public async Task Outage_FromTheStartOn_IsToldEverMoreSeldom()
    {
        _store.Set(static _ => true);
        await StartAsync();

        await PassAsync(TimeSpan.FromSeconds(1), 300);

        AssertReadable();
        Assert.Contains(_log.Lines, static line => ServiceOf(line) == nameof(StoreStartup));
    }

    public async ValueTask DisposeAsync()
    {
        _store.Set(static _ => false);
        foreach (var service in _hosted)
        {
            var stop = service.StopAsync(CancellationToken.None);
            while (!stop.IsCompleted)
            {
                await PassAsync(TimeSpan.FromSeconds(1), 1);
            }
        }

        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private async Task StartAsync()
    {
        foreach (var service in _hosted.OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(CancellationToken.None);
        }

        foreach (var service in _hosted)
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    /// <summary>
    /// Lets time pass. What does not get to run between two steps runs later: fewer attempts, and never more lines.
    /// </summary>
    private async Task PassAsync(TimeSpan step, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _time.Advance(step);
            await Task.Delay(1);
        }
    }

    private void AssertReadable()
    {
        var told = _log.Lines.GroupBy(static line => (Category: ServiceOf(line), line.Id.Id)).ToList();

        Assert.All(told, static one => Assert.True(
            one.Count() <= MaxLines, $"{one.Key} was told {one.Count()} times: {one.First().Text}"));
        Assert.All(told.GroupBy(static one => one.Key.Category), static service => Assert.True(
            service.Sum(static one => one.Count(static line => line.Exception is not null)) <= MaxStacks,
            $"{service.Key} wrote many stacks: {string.Join(", ", service.Select(one => one.Key.Id))}"));
    }

    private static string ServiceOf(LogLine line) => line.Category[(line.Category.LastIndexOf('.') + 1)..];
}
