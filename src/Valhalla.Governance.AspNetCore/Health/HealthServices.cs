using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Valhalla.Governance.AspNetCore.Health;

/// <summary>
/// Registers the health checks that the features offer. Their names get a prefix, because two checks of one name stop
/// a host, and <c>storage</c> is a name that a host may well have.
/// </summary>
internal static class HealthServices
{
    public const string Tag = "valhalla";
    public const string Prefix = "valhalla.";

    public static void AddValhallaHealthChecks(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddOptions<HealthCheckServiceOptions>().Configure<IEnumerable<FeatureHealthCheck>>(
            static (options, offered) =>
            {
                foreach (var check in offered)
                {
                    options.Registrations.Add(new HealthCheckRegistration(
                        Prefix + check.Name, check.Create, HealthStatus.Unhealthy, [Tag]));
                }
            });
    }
}
