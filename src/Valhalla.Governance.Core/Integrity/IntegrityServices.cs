using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Integrity;

/// <summary>Registers this feature.</summary>
internal static class IntegrityServices
{
    public static void AddIntegrity(this IServiceCollection services)
    {
        services.AddOptions<IntegrityOptions>().BindConfiguration(IntegrityOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<IntegrityOptions>, IntegrityOptionsValidator>());
        services.TryAddSingleton<IntegrityAlarms>();
        services.TryAddSingleton<IIntegrityAlarms>(provider => provider.GetRequiredService<IntegrityAlarms>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, IntegrityWatch>());
    }
}
