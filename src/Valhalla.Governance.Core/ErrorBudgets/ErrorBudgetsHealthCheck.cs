using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Unhealthy when the counts of error budgets are not kept up to date.</summary>
internal sealed class ErrorBudgetsHealthCheck(SloCounterStatus status) : IHealthCheck
{
    /// <summary>The name under which it is registered.</summary>
    public const string Name = "error_budgets";

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var result = status switch
        {
            { IsRunning: false } => HealthCheckResult.Unhealthy("The counter of error budgets is not running."),
            { Problem: { } problem } => HealthCheckResult.Unhealthy($"Error budgets are not counted: {problem}"),
            _ => HealthCheckResult.Healthy(),
        };
        return Task.FromResult(result);
    }
}
