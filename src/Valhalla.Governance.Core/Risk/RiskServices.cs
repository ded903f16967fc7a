using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Risk;

/// <summary>Registers this feature.</summary>
internal static class RiskServices
{
    public static void AddRisk(this IServiceCollection services)
    {
        services.AddOptions<RiskOptions>().BindConfiguration(RiskOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RiskOptions>, RiskOptionsValidator>());
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<RiskOptions>>().Value;
            return new RiskTerms(
                TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone),
                options.WarningPercent * RiskRules.BasisPoints / 100,
                options.RequireGoLive);
        });
        services.TryAddSingleton<RiskPolicySeeding>();
        services.TryAddSingleton<RiskMetrics>();
        services.TryAddSingleton<LedgerWriter>();
        services.TryAddSingleton<ReservationIds>();
        services.TryAddSingleton<IRiskGuard, RiskGuard>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ReservationExpiry>());
    }
}
