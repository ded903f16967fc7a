using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Valhalla.Governance.Ramp;

/// <summary>Unhealthy when nobody watches the rollback triggers.</summary>
internal sealed class RampGuardHealthCheck(RampGuardHealth health) : IHealthCheck
{
    /// <summary>The name under which it is registered.</summary>
    public const string Name = "ramp_guard";

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            health.Problem is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());
}
