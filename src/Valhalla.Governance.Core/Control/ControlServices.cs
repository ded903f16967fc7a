using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Control;

/// <summary>Registers this feature.</summary>
internal static class ControlServices
{
    public static void AddControl(this IServiceCollection services)
    {
        services.TryAddSingleton<ControlState>();
        services.TryAddSingleton<StoreReadiness>();

        // First of all hosted services: the others find an initialised store.
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StoreStartup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ControlStateMonitor>());
        FeatureHealthCheck.Add<StorageHealthCheck>(services, StorageHealthCheck.Name);
    }
}
