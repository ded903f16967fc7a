using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.Runbook;

/// <summary>Registers this feature.</summary>
internal static class RunbookServices
{
    public static void AddRunbook(this IServiceCollection services)
    {
        services.AddOptions();
    }
}
