using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Valhalla.Governance.Regression;

/// <summary>Unhealthy when the tripwires are not being evaluated.</summary>
internal sealed class TripwireEvaluatorHealthCheck(TripwireEvaluatorStatus status) : IHealthCheck
{
    /// <summary>The name under which it is registered.</summary>
    public const string Name = "tripwire_evaluator";

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var result = status switch
        {
            { IsRunning: false } => HealthCheckResult.Unhealthy("The tripwire evaluator is not running."),
            { Problem: { } problem } => HealthCheckResult.Unhealthy($"The tripwire evaluator is failing: {problem}"),
            { StandsByFor: { } holder } => HealthCheckResult.Healthy($"Standing by: {holder} evaluates the tripwires."),
            _ => HealthCheckResult.Healthy(),
        };
        return Task.FromResult(result);
    }
}
