using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Operations.Offers;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Operations.Tests.Offers;

/// <summary>Offers over the in-memory stores, the real risk guard, and a clock that only the test moves.</summary>
internal sealed class OfferHost : IAsyncDisposable
{
    public static readonly ProvinceCode Ontario = new("ON");
    public static readonly EngineName Wholesale = new("WHOLESALE");
    public static readonly ChangeAuthor Ann = new("ann");

    private readonly ServiceProvider _services;
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-offers-").FullName;

    public OfferHost(Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Valhalla:GoLive:LatchFile", Path.Combine(_folder, "latch.json"))]).Build());
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IKpiEmitter>(Kpi);
        services.AddSingleton<IOfferStore>(
            provider => Store = ActivatorUtilities.CreateInstance<FaultyOfferStore>(
                provider, ActivatorUtilities.CreateInstance<InMemoryOfferStore>(provider)));
        more?.Invoke(services);
        services.AddValhallaCore().AddValhallaOperations();
        _services = services.BuildServiceProvider();
        Offers = Get<IOfferStrategy>();
    }

    public FakeTimeProvider Clock { get; } = new();

    public RecordedKpi Kpi { get; } = new();

    public FaultyOfferStore Store { get; private set; } = null!;

    public IOfferStrategy Offers { get; }

    public IRiskGuard Risk => Get<IRiskGuard>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static Money M(decimal amount) => Money.FromDecimal(amount);

    /// <summary>1 000 × 0.70 − 200 = 500: what the seeds' caps allow.</summary>
    public static OfferRequest Small(string? key = null) => new(Ontario, M(1_000), M(200))
    {
        Actor = "ann",
        CorrelationId = "deal-7",
        Reserve = Wholesale,
        IdempotencyKey = key,
    };

    public ValueTask<OfferPolicy> ChangeAsync(Func<OfferPolicyChange, OfferPolicyChange> change) =>
        Offers.UpsertPolicyAsync(change(new OfferPolicyChange(Ontario, Ann)));

    public ValueTask<OfferPolicy> EnableAsync() => ChangeAsync(change => change with { Enabled = true });

    public async Task<Money> ReservedAsync() =>
        (await Risk.GetSnapshotAsync()).Engines
            .Single(engine => engine.Policy.Engine == Wholesale).Ledger.OpenRiskReserved;

    public async Task<IReadOnlyList<AuditRecord>> AuditAsync() =>
        await Get<IAuditStore>().ReadAsync(0, 1_000, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
