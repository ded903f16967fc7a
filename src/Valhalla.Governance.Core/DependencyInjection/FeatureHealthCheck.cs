using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Valhalla.Governance;

/// <summary>
/// A health check that a feature offers. Core only knows the abstractions: whoever adds the host's health checks
/// registers what it finds here.
/// </summary>
/// <param name="Name">The name, in snake_case.</param>
/// <param name="Create">Makes it.</param>
internal sealed record FeatureHealthCheck(string Name, Func<IServiceProvider, IHealthCheck> Create)
{
    /// <summary>Offers a health check under a name; once, however often it is called.</summary>
    public static void Add<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        IServiceCollection services, string name)
        where T : class, IHealthCheck
    {
        services.TryAddSingleton<T>();
        if (!services.Any(s => s.ImplementationInstance is FeatureHealthCheck offered && offered.Name == name))
        {
            services.AddSingleton(new FeatureHealthCheck(name, provider => provider.GetRequiredService<T>()));
        }
    }

    /// <summary>The registration for <c>HealthCheckServiceOptions</c>.</summary>
    public HealthCheckRegistration ToRegistration() =>
        new(Name, Create, failureStatus: HealthStatus.Unhealthy, tags: ["valhalla"]);
}
