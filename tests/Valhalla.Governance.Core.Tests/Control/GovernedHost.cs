using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Control;

/// <summary>The control plane over the in-memory store, on a fake clock, with a store that can be broken.</summary>
internal sealed class GovernedHost : IAsyncDisposable
{
    private static readonly Type[] Started =
    [
        typeof(StoreStartup), typeof(ControlStateMonitor), typeof(KillSwitchRetry), typeof(EnforcementNotice),
        typeof(GateChangeLog),
    ];

    private readonly ServiceProvider _services;
    private readonly string _folder;
    private readonly bool _ownsFolder;
    private List<IHostedService> _running = [];

    public GovernedHost(
        string environment = "production",
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? configure = null,
        GovernedHost? restartOf = null)
    {
        Clock = restartOf?.Clock ?? new FakeTimeProvider();
        _ownsFolder = restartOf is null;
        _folder = restartOf?._folder ?? Directory.CreateTempSubdirectory("valhalla-control-").FullName;
        LatchPath = Path.Combine(_folder, "latch.json");
        var values = new Dictionary<string, string?>
        {
            ["ENV"] = environment,
            ["DATABASE_URL"] = "sqlite:///test.db",
            ["Valhalla:GoLive:LatchFile"] = LatchPath,
        };
        foreach (var setting in settings ?? [])
        {
            values[setting.Key] = setting.Value;
        }

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(restartOf?.Database ?? new InMemoryDatabase(Clock));
        services.AddSingleton<FaultyControlStore>();
        services.AddSingleton<IControlStore>(provider => provider.GetRequiredService<FaultyControlStore>());
        services.AddSingleton<IKpiHealth>(new SteadyKpiHealth());

        // Only that it is there counts here.
        services.AddSingleton(Substitute.For<IHeimdallCharter>());
        services.AddSingleton<IEvaluatorLeaseStore>(new HeldLease(Clock));
        configure?.Invoke(services);
        services.AddValhallaCore();
        _services = services.BuildServiceProvider();

        // The evaluator itself is not among the services that these tests start.
        Get<TripwireEvaluatorStatus>().Started();
    }

    public FakeTimeProvider Clock { get; }

    public string LatchPath { get; }

    public IServiceProvider Services => _services;

    public IGoLiveGate Gate => Get<IGoLiveGate>();

    public ControlState Control => Get<ControlState>();

    public FaultyControlStore Store => Get<FaultyControlStore>();

    public InMemoryDatabase Database => Get<InMemoryDatabase>();

    public KillSwitchLatch Latch => Get<KillSwitchLatch>();

    public IReadOnlyList<AuditEntry> Audit
    {
        get
        {
            lock (Database.Gate)
            {
                return [.. Database.Audit.Select(record => record.Entry)];
            }
        }
    }

    public static ChangeAuthor Author(string name) => new(name);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Starts the hosted services of the control plane as a host does.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _running = [.. _services.GetServices<IHostedService>().Where(s => Started.Contains(s.GetType()))];
        foreach (var service in _running.OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(cancellationToken);
        }

        foreach (var service in _running)
        {
            await service.StartAsync(cancellationToken);
        }
    }

    /// <summary>Writes a gate row as another node would, and reads it.</summary>
    public async Task SetGateAsync(bool goLiveEnabled, bool killSwitchEngaged)
    {
        await Control.CommitAsync(
            (current, now) => new ControlChange
            {
                Gate = current.Gate with
                {
                    GoLiveEnabled = goLiveEnabled,
                    KillSwitchEngaged = killSwitchEngaged,
                    Epoch = current.Gate.Epoch + 1,
                    UpdatedAt = now,
                },
            },
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        // A service that does not stop is for the test to notice, and not to hang it.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        foreach (var service in _running)
        {
            await service.StopAsync(limit.Token);
        }

        await _services.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Another node evaluates, whatever the time is.</summary>
    private sealed class HeldLease(TimeProvider time) : IEvaluatorLeaseStore
    {
        public ValueTask<LeaseReading> ReadAsync(CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            return new(new LeaseReading(new EvaluatorLease("another", 1, now.AddSeconds(1)), now));
        }

        public ValueTask<LeaseReading> HoldAsync(string node, TimeSpan duration, CancellationToken cancellationToken) =>
            ReadAsync(cancellationToken);

        public ValueTask ReleaseAsync(string node, long token, CancellationToken cancellationToken) => default;
    }

    private sealed class SteadyKpiHealth : IKpiHealth
    {
        public bool IsHealthy => true;

        public long Dropped => 0;

        public long Quarantined => 0;

        public TimeSpan? OldestAge => null;

        public IReadOnlyCollection<KpiSeries> StaleSeries => [];

        public long Pending => 0;

        public DateTimeOffset? LastCommitAt => null;

        public string? Problem => null;
    }
}
