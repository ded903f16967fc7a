using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Runs the host's health checks.</summary>
internal interface IHostHealth
{
    /// <summary>The checks that are not healthy, by name.</summary>
    ValueTask<IReadOnlyDictionary<string, HealthStatus>> FindFailingAsync(CancellationToken cancellationToken);
}
