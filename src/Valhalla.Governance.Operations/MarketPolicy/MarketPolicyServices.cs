using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime.TimeZones;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>Registers this feature.</summary>
internal static class MarketPolicyServices
{
    public static void AddMarketPolicy(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new ContactTimeZones(TzdbDateTimeZoneSource.Default));
        services.TryAddSingleton<ContactCalendars>();
        services.TryAddSingleton<IContactCalendars>(provider => provider.GetRequiredService<ContactCalendars>());
    }
}
