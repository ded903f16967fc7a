using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Valhalla.Governance.GoNoGo;

/// <summary>The library's own health checks, for hosts that have no health check service.</summary>
internal sealed class FeatureHealth(IEnumerable<FeatureHealthCheck> checks, IServiceProvider services) : IHostHealth
{
    public async ValueTask<IReadOnlyList<string>> FindUnhealthyAsync(CancellationToken cancellationToken)
    {
        var unhealthy = new List<string>();
        foreach (var check in checks)
        {
            var context = new HealthCheckContext { Registration = check.ToRegistration() };
            var result = await check.Create(services).CheckHealthAsync(context, cancellationToken)
                .ConfigureAwait(false);
            if (result.Status != HealthStatus.Healthy)
            {
                unhealthy.Add(check.Name);
            }
        }

        return unhealthy;
    }
}
