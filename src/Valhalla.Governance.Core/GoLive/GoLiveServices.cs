using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.GoLive;

/// <summary>Registers this feature.</summary>
internal static class GoLiveServices
{
    public static void AddGoLive(this IServiceCollection services)
    {
        services.AddOptions<GoLiveOptions>().BindConfiguration(GoLiveOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<GoLiveOptions>, GoLiveOptionsValidator>());
        services.TryAddSingleton(provider => new LatchFile(
            provider.GetRequiredService<IOptions<GoLiveOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<GuardedLogger<LatchFile>>(),
            provider.GetService<IHostEnvironment>()));
        services.TryAddSingleton<KillSwitchLatch>();
        services.TryAddSingleton<KillSwitch>();
        services.TryAddSingleton<GoLiveMetrics>();
        services.TryAddSingleton<IGoLiveGate, GoLiveGate>();
        services.TryAddSingleton<PackCatalog>();
        services.TryAddSingleton<IGoLiveChecklist, PackChecklist>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, KillSwitchRetry>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, GateChangeLog>());
        FeatureHealthCheck.Add<GateFreshHealthCheck>(services, GateFreshHealthCheck.Name);
    }

    /// <summary>Adds a pack of another assembly to the catalog; once, however often it is called.</summary>
    public static void AddPack(this IServiceCollection services, Pack pack)
    {
        if (!services.Any(s => s.ImplementationInstance is Pack known && known.Letter == pack.Letter))
        {
            services.AddSingleton(pack);
        }
    }
}
