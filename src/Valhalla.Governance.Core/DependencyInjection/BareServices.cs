using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance;

/// <summary>What every host has, and a service collection that somebody made by hand may not have.</summary>
internal static class BareServices
{
    /// <summary>Adds it where it is missing; what the host adds later wins.</summary>
    public static void AddWhatHostsBring(this IServiceCollection services)
    {
        services.TryAddSingleton<IConfiguration>(_ => new ConfigurationBuilder().Build());
        services.TryAddSingleton(typeof(ILogger<>), typeof(GuardedLateLogger<>));
    }
}
