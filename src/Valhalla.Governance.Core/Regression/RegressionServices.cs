using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.Regression;

/// <summary>Registers this feature.</summary>
internal static class RegressionServices
{
    public static void AddRegression(this IServiceCollection services)
    {
        services.AddOptions();
    }
}
