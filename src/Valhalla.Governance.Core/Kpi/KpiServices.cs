using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Kpi;

/// <summary>Registers this feature.</summary>
internal static class KpiServices
{
    public static void AddKpi(this IServiceCollection services)
    {
        services.AddOptions<KpiOptions>().BindConfiguration(KpiOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KpiOptions>, KpiOptionsValidator>());
        services.TryAddSingleton<KpiMetrics>();
        services.TryAddSingleton<KpiLosses>();
        services.TryAddSingleton<KpiInbox>();
        services.TryAddSingleton<KpiCommitter>();
        services.TryAddSingleton<KpiWriter>();
        services.TryAddSingleton<IKpiEmitter, KpiEmitter>();
        services.TryAddSingleton<IKpiHealth, KpiHealth>();
        FeatureHealthCheck.Add<KpiHealthCheck>(services, KpiHealthCheck.Name);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, KpiWriter>(
            provider => provider.GetRequiredService<KpiWriter>()));
    }
}
