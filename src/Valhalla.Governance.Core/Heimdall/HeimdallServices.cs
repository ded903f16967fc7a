using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Heimdall;

/// <summary>Registers this feature.</summary>
internal static class HeimdallServices
{
    public static void AddHeimdall(this IServiceCollection services)
    {
        services.AddOptions<HeimdallOptions>().BindConfiguration(HeimdallOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<HeimdallOptions>, HeimdallOptionsValidator>());
        services.TryAddSingleton<HeimdallMetrics>();
        services.TryAddSingleton<HeimdallScorecards>();
        services.TryAddSingleton<IHeimdallCharter, HeimdallCharter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HeimdallSweeper>());
    }
}
