using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Ramp;

/// <summary>Registers this feature.</summary>
internal static class RampServices
{
    public static void AddRamp(this IServiceCollection services)
    {
        services.AddOptions<RampOptions>().BindConfiguration(RampOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<RampOptions>, RampOptionsValidator>());
        services.TryAddSingleton<RampMetrics>();
        services.TryAddSingleton<RampSteps>();
        services.TryAddSingleton(provider =>
            new RampTriggers(provider.GetRequiredService<IOptions<RampOptions>>().Value));
        services.TryAddSingleton<RampEvidence>();
        services.TryAddSingleton<RampAlarm>();
        services.TryAddSingleton<IInfluenceRamp, InfluenceRamp>();
        services.TryAddSingleton<RampGuardHealth>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEvidenceProvider, RampGuardEvidence>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RampGuard>());
        FeatureHealthCheck.Add<RampGuardHealthCheck>(services, RampGuardHealthCheck.Name);
    }
}
