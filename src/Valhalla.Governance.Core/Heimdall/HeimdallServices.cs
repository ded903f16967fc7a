using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.Heimdall;

/// <summary>Registers this feature.</summary>
internal static class HeimdallServices
{
    public static void AddHeimdall(this IServiceCollection services)
    {
        services.AddOptions();
    }
}
