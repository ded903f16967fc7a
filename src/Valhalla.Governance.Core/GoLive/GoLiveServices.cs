using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.GoLive;

/// <summary>Registers this feature.</summary>
internal static class GoLiveServices
{
    public static void AddGoLive(this IServiceCollection services)
    {
        services.AddOptions();
    }
}
