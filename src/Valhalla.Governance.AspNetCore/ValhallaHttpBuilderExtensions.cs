using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance;
using Valhalla.Governance.AspNetCore;
using Valhalla.Governance.AspNetCore.Access;
using Valhalla.Governance.AspNetCore.Execution;
using Valhalla.Governance.AspNetCore.GoLive;
using Valhalla.Governance.AspNetCore.GoNoGo;
using Valhalla.Governance.AspNetCore.Health;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Metrics;
using Valhalla.Governance.GoNoGo;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the HTTP face of the library to a service collection.</summary>
public static class ValhallaHttpBuilderExtensions
{
    /// <summary>
    /// Adds what <c>MapValhalla</c> needs, the go-live middleware in front of the host's pipeline, and the enforcement
    /// of execution classes in routing. <c>AddValhalla</c> calls it. Repeatable.
    /// </summary>
    /// <param name="builder">The library's builder.</param>
    /// <returns>The same builder.</returns>
    public static ValhallaBuilder AddValhallaHttp(this ValhallaBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.Any(static d => d.ServiceType == typeof(EndpointPipeline)))
        {
            return builder;
        }

        services.AddRouting();
        services.AddOptions<HttpOptions>().BindConfiguration(HttpOptions.SectionName).ValidateOnStart();
        services.AddOptions<AccessOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HttpOptions>, HttpOptionsValidator>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>());
        services.AddSingleton<EndpointPipeline>();
        services.AddSingleton<RequestBodies>();
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<MetricCollector>();
        services.AddSingleton<AccessRules>();
        services.AddSingleton<ExemptPaths>();
        services.AddSingleton<GoLivePlacement>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, GoLiveStartupFilter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, ExecutionClassMatcherPolicy>(
            static provider => new ExecutionClassMatcherPolicy(
                provider.GetRequiredService<IGoLiveGate>(),
                provider.GetRequiredService<EndpointClasses>(),
                provider.GetServices<MatcherPolicy>)));
        services.AddExecutionClasses();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AccessAnnouncement>());
        services.AddValhallaHealthChecks();
        services.Replace(ServiceDescriptor.Singleton<IHostHealth, HostHealthChecks>());
        OpenApiSchemas.Describe(services);
        return builder;
    }

    /// <summary>Maps the roles of the endpoints to authorization policies of the host.</summary>
    /// <param name="builder">The library's builder.</param>
    /// <param name="configure">Gives a policy to each of the four roles.</param>
    /// <returns>The same builder.</returns>
    public static ValhallaBuilder Authorize(this ValhallaBuilder builder, Action<ValhallaAccessBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddAuthorization();
        builder.Services.Configure<AccessOptions>(options => configure(new ValhallaAccessBuilder(options)));
        return builder;
    }
}
