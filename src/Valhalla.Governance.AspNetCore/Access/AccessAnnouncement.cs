using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>
/// Says once at start who may call, when nobody configured it; and stops a host whose policies do not exist, because
/// that would be found out by the first request otherwise.
/// </summary>
internal sealed class AccessAnnouncement(
    AccessRules rules,
    IOptions<AccessOptions> options,
    EndpointDataSource endpoints,
    IServiceProvider services,
    GuardedLogger<AccessAnnouncement> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var policy in options.Value.Policies.Values.Distinct(StringComparer.Ordinal))
        {
            if (services.GetService<IAuthorizationPolicyProvider>() is not { } provider
                || await provider.GetPolicyAsync(policy).ConfigureAwait(false) is null)
            {
                throw AccessRules.UnknownPolicy(policy);
            }
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsConfigured && endpoints.Endpoints.Any(IsOpenToDefault))
        {
            if (rules.IsDevelopmentDefault)
            {
                HttpLog.OpenToDeveloper(logger);
            }
            else
            {
                HttpLog.NotConfigured(logger);
            }
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsOpenToDefault(Microsoft.AspNetCore.Http.Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ValhallaEndpointMetadata>() is { Name: not "GetHealth" }
        && !AccessRules.IsAuthorizedByHost(endpoint);
}
