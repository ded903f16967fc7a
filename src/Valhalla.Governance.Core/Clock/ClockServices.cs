using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Valhalla.Governance.Clock;

/// <summary>Registers this feature.</summary>
internal static class ClockServices
{
    public static void AddClock(this IServiceCollection services)
    {
        services.TryAddSingleton<StoreClockWatch>();
        services.TryAddSingleton<ClockHistory>();
        services.TryAddSingleton<ClockTrust>();
        services.TryAddSingleton<IGovernanceClock, GovernanceClock>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StoreClockMonitor>());
    }
}
