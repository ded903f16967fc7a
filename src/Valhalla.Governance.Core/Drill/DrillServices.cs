using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Drill;

/// <summary>Registers this feature.</summary>
internal static class DrillServices
{
    public static void AddDrill(this IServiceCollection services)
    {
        services.AddOptions<KillSwitchDrillOptions>()
            .BindConfiguration(KillSwitchDrillOptions.SectionName)
            .ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<KillSwitchDrillOptions>, KillSwitchDrillOptionsValidator>());
        services.TryAddSingleton(provider => NodeIdentity.Create(provider.GetService<IConfiguration>()));
        services.TryAddSingleton<IDrillStore, InMemoryDrillStore>();
        services.TryAddSingleton<DrillMetrics>();
        services.TryAddSingleton<GateExercise>();
        services.TryAddSingleton<NodeHeartbeat>();
        services.TryAddSingleton<IKillSwitchDrill, DrillCoordinator>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEvidenceProvider, DrillEvidence>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NodeHeartbeat>(
            provider => provider.GetRequiredService<NodeHeartbeat>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DrillResponder>());
    }
}
