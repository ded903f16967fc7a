using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Valhalla.Governance.Kpi;

/// <summary>The health check <c>kpi_pipeline</c>.</summary>
internal sealed class KpiHealthCheck(IKpiHealth health) : IHealthCheck
{
    public const string Name = "kpi_pipeline";

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["pending"] = health.Pending,
            ["dropped"] = health.Dropped,
            ["quarantined"] = health.Quarantined,
            ["stale_series"] = health.StaleSeries.Count,
        };
        return Task.FromResult(health.Problem is { } problem
            ? new HealthCheckResult(context?.Registration?.FailureStatus ?? HealthStatus.Unhealthy, problem, data: data)
            : HealthCheckResult.Healthy("KPI events reach the store.", data));
    }
}
