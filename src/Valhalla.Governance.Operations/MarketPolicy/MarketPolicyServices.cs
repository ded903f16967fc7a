using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime.TimeZones;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Runbook;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>Registers this feature.</summary>
internal static class MarketPolicyServices
{
    public static void AddMarketPolicy(this IServiceCollection services)
    {
        services.AddOptions<MarketPolicyOptions>().BindConfiguration(MarketPolicyOptions.SectionName)
            .ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<MarketPolicyOptions>, MarketPolicyOptionsValidator>());
        services.TryAddSingleton(provider => new ContactTimeZones(Choose(
            provider.GetRequiredService<IOptions<MarketPolicyOptions>>().Value.TimeZoneDataFile,
            provider.GetRequiredService<GuardedLogger<ContactTimeZones>>())));
        services.TryAddSingleton<ContactCalendars>();
        services.TryAddSingleton<IContactCalendars>(provider => provider.GetRequiredService<ContactCalendars>());
        services.TryAddSingleton<MarketPolicyMetrics>();
        services.TryAddSingleton<IMarketPolicies, MarketPolicies>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRequiredTimeZones, ContactZonesRequired>());
        services.AddPack(new Pack("G", "market policy", [typeof(IMarketPolicies)]));
    }

    private static TzdbDateTimeZoneSource Choose(string? path, ILogger logger)
    {
        var own = TzdbDateTimeZoneSource.Default;
        if (path is null)
        {
            return own;
        }

        var file = TimeZoneData.Read(path);
        var newer = TimeZoneData.Newer(own, file);
        if (newer.TzdbVersion != file.TzdbVersion)
        {
            MarketPolicyLog.OlderDataIgnored(logger, file.TzdbVersion, own.TzdbVersion);
        }

        return newer;
    }
}
