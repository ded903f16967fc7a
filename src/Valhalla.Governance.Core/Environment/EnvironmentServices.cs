using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Valhalla.Governance;

/// <summary>Registers this feature.</summary>
internal static class EnvironmentServices
{
    public static void AddGovernedEnvironment(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => GovernedEnvironmentReader.Read(
            provider.GetService<IConfiguration>(),
            provider.GetService<IHostEnvironment>(),
            provider.GetService<ExplicitDatabase>() is not null));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, EnforcementNotice>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartAnnouncement>());
    }
}
