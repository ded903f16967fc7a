using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Ramp;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.Storage;

/// <summary>Registers the in-memory stores; a provider package replaces them.</summary>
internal static class InMemoryServices
{
    public static void AddInMemoryStorage(this IServiceCollection services)
    {
        services.TryAddSingleton(
            static provider => new StoreTimeProvider(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(
            static provider => new InMemoryDatabase(provider.GetRequiredService<StoreTimeProvider>().Time));
        services.TryAddSingleton<IStoreClock>(
            static provider => new LocalStoreClock(provider.GetRequiredService<StoreTimeProvider>()));
        services.TryAddSingleton<IControlStore, InMemoryControlStore>();
        services.TryAddSingleton<IAuditStore, InMemoryAuditStore>();
        services.TryAddSingleton<IIdempotencyStore, InMemoryIdempotencyStore>();
        services.TryAddSingleton<ILedgerStore, InMemoryLedgerStore>();
        services.TryAddSingleton<InMemoryKpiStore>();
        services.TryAddSingleton<IKpiStore>(provider => provider.GetRequiredService<InMemoryKpiStore>());
        services.TryAddSingleton<IEvaluatorLeaseStore, InMemoryEvaluatorLeaseStore>();
        services.TryAddSingleton<IHeimdallStore, InMemoryHeimdallStore>();
        services.TryAddSingleton<IRampStore, InMemoryRampStore>();
        services.TryAddSingleton<InMemorySchema>();
        services.TryAddSingleton<ISchemaProbe>(provider => provider.GetRequiredService<InMemorySchema>());
        services.TryAddSingleton<IStoreInitializer>(provider => provider.GetRequiredService<InMemorySchema>());
    }
}
