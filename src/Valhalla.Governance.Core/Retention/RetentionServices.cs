using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Retention;

/// <summary>Registers this feature.</summary>
internal static class RetentionServices
{
    public static void AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<RetentionOptions>, RetentionVariables>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>());
        services.TryAddSingleton<InMemoryRetentionStore>();
        services.TryAddSingleton<IRetentionStore>(
            provider => provider.GetRequiredService<InMemoryRetentionStore>());
        services.TryAddSingleton<IKpiRollups>(provider => provider.GetRequiredService<InMemoryRetentionStore>());
        services.TryAddSingleton<RetentionMetrics>();
        services.TryAddSingleton<KeptSeriesFinder>();
        services.TryAddSingleton<RetentionRun>();
        services.TryAddSingleton<IGovernanceRetention, RetentionDesk>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RetentionJob>());
    }
}
