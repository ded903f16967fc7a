using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Audit;

/// <summary>The levers over the in-memory stores, with a checkpoint file in a folder of its own.</summary>
internal sealed class AuditHost : IAsyncDisposable
{
    public const string HmacKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    public static readonly ChangeAuthor Ann = new("ann", "Ann", "127.0.0.1");

    private readonly ServiceProvider _services;
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-audit-").FullName;

    public AuditHost(IAuditStore? store = null, string? checkpointFile = null, Action<AuditOptions>? configure = null)
    {
        CheckpointPath = checkpointFile ?? Path.Combine(_folder, "out", "checkpoints.jsonl");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Valhalla:GoLive:LatchFile", Path.Combine(_folder, "latch.json")),
            new("Valhalla:Audit:CheckpointFile", CheckpointPath),
        ]).Build());
        services.AddSingleton<TimeProvider>(Clock);
        if (store is not null)
        {
            services.AddSingleton(store);
        }

        services.Configure<AuditOptions>(options =>
        {
            options.CheckpointHmacKey = HmacKey;
            configure?.Invoke(options);
        });
        services.AddValhallaCore();
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new();

    public string CheckpointPath { get; }

    public IAuditTrail Trail => Get<IAuditTrail>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Makes so many changes through the levers, so that the records hold what real ones hold.</summary>
    public async Task ChangeAsync(int changes)
    {
        var gate = Get<IGoLiveGate>();
        var guard = Get<IRiskGuard>();
        for (var i = 0; i < changes; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(7));
            switch (i % 3)
            {
                case 0:
                    await gate.EngageKillSwitchAsync(Ann, $"Übung {i} \"quoted\" <b>", default);
                    break;
                case 1:
                    await gate.ReleaseKillSwitchAsync(Ann, $"done {i}", default);
                    break;
                default:
                    await guard.UpsertPolicyAsync(
                        new RiskPolicyChange(new EngineName("CAPITAL"), Ann)
                        {
                            MaxDailyLoss = Money.FromDecimal(100 + i),
                            Reason = $"step {i}",
                        },
                        default);
                    break;
            }
        }
    }

    public async Task<List<AuditRecord>> RecordsAsync() =>
        [.. await Get<IAuditStore>().ReadAsync(0, 10_000, CancellationToken.None)];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
