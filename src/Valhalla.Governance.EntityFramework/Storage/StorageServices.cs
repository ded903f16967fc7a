using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Drill;
using Valhalla.Governance.EntityFramework.Audit;
using Valhalla.Governance.EntityFramework.BuyerLiquidity;
using Valhalla.Governance.EntityFramework.Control;
using Valhalla.Governance.EntityFramework.Drill;
using Valhalla.Governance.EntityFramework.ErrorBudgets;
using Valhalla.Governance.EntityFramework.FollowUp;
using Valhalla.Governance.EntityFramework.GoNoGo;
using Valhalla.Governance.EntityFramework.Heimdall;
using Valhalla.Governance.EntityFramework.Idempotency;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.EntityFramework.Notices;
using Valhalla.Governance.EntityFramework.Offers;
using Valhalla.Governance.EntityFramework.Integrity;
using Valhalla.Governance.EntityFramework.Policies;
using Valhalla.Governance.EntityFramework.Ramp;
using Valhalla.Governance.EntityFramework.Regression;
using Valhalla.Governance.EntityFramework.Retention;
using Valhalla.Governance.EntityFramework.Risk;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Integrity;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Notices;
using Valhalla.Governance.Operations.BuyerLiquidity;
using Valhalla.Governance.Operations.FollowUp;
using Valhalla.Governance.Operations.Offers;
using Valhalla.Governance.Operations.Policies;
using Valhalla.Governance.Ramp;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Retention;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework;

/// <summary>Registers what both providers share. A store chosen later replaces one chosen earlier.</summary>
internal static class StorageServices
{
    public static void AddEntityFrameworkStorage(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions<StorageOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<StorageOptions>, StorageOptionsSetup>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(
            static provider => new StoreTimeProvider(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<StoreRetry>();
        services.TryAddSingleton<KeylessWrites>();
        services.TryAddSingleton<EntityFrameworkLedgerReader>();
        services.TryAddSingleton<EntityFrameworkKpiReader>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIntegrityCheck, OperationsPolicyCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIntegrityCheck, LedgerTotalsCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIntegrityCheck, SignOffCheck>());
        services.TryAddSingleton<StoreInitializer>();
        services.TryAddSingleton<DatabaseSchema>();
        services.TryAddSingleton<EmergencyKill>();
        services.Replace(ServiceDescriptor.Singleton<IControlStore, EntityFrameworkControlStore>());
        services.Replace(ServiceDescriptor.Singleton<IAuditStore, EntityFrameworkAuditStore>());
        services.Replace(ServiceDescriptor.Singleton<IHeimdallStore, EntityFrameworkHeimdallStore>());
        services.Replace(ServiceDescriptor.Singleton<IGoNoGoStore, EntityFrameworkGoNoGoStore>());
        services.TryAddSingleton<EntityFrameworkRetentionStore>();
        services.Replace(ServiceDescriptor.Singleton<IRetentionStore>(
            provider => provider.GetRequiredService<EntityFrameworkRetentionStore>()));
        services.Replace(ServiceDescriptor.Singleton<IKpiRollups>(
            provider => provider.GetRequiredService<EntityFrameworkRetentionStore>()));
        services.Replace(ServiceDescriptor.Singleton<INoticeStore, EntityFrameworkNoticeStore>());
        services.Replace(ServiceDescriptor.Singleton<IIdempotencyStore, EntityFrameworkIdempotencyStore>());
        services.Replace(
            ServiceDescriptor.Singleton<IOperationsPolicyStore, EntityFrameworkOperationsPolicyStore>());
        services.Replace(ServiceDescriptor.Singleton<IFollowUpStore, EntityFrameworkFollowUpStore>());
        services.Replace(ServiceDescriptor.Singleton<IOfferStore, EntityFrameworkOfferStore>());
        services.Replace(ServiceDescriptor.Singleton<IBuyerLiquidityStore, EntityFrameworkBuyerLiquidityStore>());
        services.Replace(ServiceDescriptor.Singleton<IRampStore, EntityFrameworkRampStore>());
        services.Replace(ServiceDescriptor.Singleton<IEvaluatorLeaseStore, EntityFrameworkEvaluatorLeaseStore>());
        services.Replace(ServiceDescriptor.Singleton<IErrorBudgetStore, EntityFrameworkErrorBudgetStore>());
        services.Replace(ServiceDescriptor.Singleton<IDrillStore, EntityFrameworkDrillStore>());
        services.Replace(ServiceDescriptor.Singleton<ISchemaProbe, SchemaProbe>());
        services.Replace(ServiceDescriptor.Singleton<IStoreInitializer>(
            provider => provider.GetRequiredService<StoreInitializer>()));
    }

    private sealed class StorageOptionsSetup(IServiceProvider services) : IConfigureOptions<StorageOptions>
    {
        // Hosts without a configuration take the defaults.
        public void Configure(StorageOptions options) =>
            services.GetService<IConfiguration>()?.GetSection(StorageOptions.SectionName).Bind(options);
    }
}
