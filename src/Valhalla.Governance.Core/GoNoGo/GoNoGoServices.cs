using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Registers this feature.</summary>
internal static class GoNoGoServices
{
    public static void AddGoNoGo(this IServiceCollection services)
    {
        services.AddOptions<GoNoGoOptions>().BindConfiguration(GoNoGoOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<GoNoGoOptions>, GoNoGoOptionsValidator>());
        services.TryAddSingleton<GoNoGoMetrics>();
        services.TryAddSingleton<CriterionCatalog>();
        services.TryAddSingleton<IGoNoGoStore, InMemoryGoNoGoStore>();
        services.TryAddSingleton<EvidenceSignals>();
        services.TryAddSingleton<EvidenceProviders>();
        services.TryAddSingleton<IEvidenceReader, EvidenceReader>();
        services.TryAddSingleton(provider => new DecisionFiles(
            provider.GetRequiredService<IGoNoGoStore>(),
            provider.GetRequiredService<IOptions<GoNoGoOptions>>(),
            provider.GetRequiredService<GoNoGoMetrics>(),
            provider.GetRequiredService<GuardedLogger<DecisionFiles>>(),
            provider.GetService<IHostEnvironment>()));
        services.TryAddSingleton<IGoNoGoBoard, GoNoGoBoard>();
        services.TryAddSingleton<IHostHealth, FeatureHealth>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DecisionFileWriter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEvidenceProvider, RunbookEvidence>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEvidenceProvider, TripwireEvidence>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEvidenceProvider, HostHealthEvidence>());
    }
}
