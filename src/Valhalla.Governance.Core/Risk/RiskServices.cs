using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.Risk;

/// <summary>Registers this feature.</summary>
internal static class RiskServices
{
    public static void AddRisk(this IServiceCollection services)
    {
        services.AddOptions();
    }
}
