using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Audit;

/// <summary>Registers this feature.</summary>
internal static class AuditServices
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>());
        services.TryAddSingleton(provider => new AuditCheckpoints(
            provider.GetRequiredService<IOptions<AuditOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<IHostEnvironment>()));
        services.TryAddSingleton<AuditMetrics>();
        services.TryAddSingleton<AuditArchiver>();
        services.TryAddSingleton<IAuditTrail, AuditTrail>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, CheckpointExporter>());
        services.TryAddSingleton<RefusalRecorder>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RefusalRecorder>(
            static provider => provider.GetRequiredService<RefusalRecorder>()));
    }
}
