using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.Storage;

/// <summary>Registers the in-memory stores; a provider package replaces them.</summary>
internal static class InMemoryServices
{
    public static void AddInMemoryStorage(this IServiceCollection services)
    {
        services.AddOptions();
    }
}
