using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.Kpi;

/// <summary>Registers this feature.</summary>
internal static class KpiServices
{
    public static void AddKpi(this IServiceCollection services)
    {
        services.AddOptions();
    }
}
