using Microsoft.Extensions.DependencyInjection.Extensions;
using Valhalla.Governance;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.Diagnostics;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Maps the library's exceptions in the host's own endpoints.</summary>
public static class ValhallaProblemDetailsExtensions
{
    /// <summary>
    /// Answers <see cref="RiskDeniedException"/>, <see cref="ExecutionDeniedException"/>,
    /// <see cref="ValhallaStoreException"/> and <see cref="PolicyValidationException"/> that leave an endpoint of the
    /// host with the same <c>application/problem+json</c> as the library's own endpoints. Needs
    /// <c>app.UseExceptionHandler()</c>. Handlers that the host added before come first. Repeatable.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddValhallaProblemDetails(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(static d => d.ImplementationType == typeof(ExceptionProblems)))
        {
            return services;
        }

        // UseExceptionHandler without arguments asks for it, for what none of the handlers takes.
        services.AddProblemDetails();
        services.TryAddSingleton(typeof(GuardedLogger<>));
        return services.AddExceptionHandler<ExceptionProblems>();
    }
}
