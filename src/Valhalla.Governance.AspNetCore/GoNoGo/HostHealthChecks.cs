using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>All health checks that the host has registered, the library's own among them.</summary>
internal sealed class HostHealthChecks(HealthCheckService health) : IHostHealth
{
    public async ValueTask<IReadOnlyList<string>> FindUnhealthyAsync(CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. report.Entries.Where(static entry => entry.Value.Status != HealthStatus.Healthy)
                .Select(static entry => entry.Key)
                .Order(StringComparer.Ordinal),
        ];
    }
}
