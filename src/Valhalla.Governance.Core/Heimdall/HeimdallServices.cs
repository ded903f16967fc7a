using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Valhalla.Governance.Heimdall;

/// <summary>Registers this feature.</summary>
internal static class HeimdallServices
{
    public static void AddHeimdall(this IServiceCollection services)
    {
        services.TryAddSingleton<HeimdallMetrics>();
        services.TryAddSingleton<HeimdallTrials>();
        services.TryAddSingleton<IHeimdallCharter, HeimdallCharter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OverdueOutcomes>());
    }
}
