using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Valhalla.Governance.Runbook;

/// <summary>Runs a health check as a runbook check. Only healthy passes: degraded is not ready for go-live.</summary>
internal static class HealthCheckOutcome
{
    public static async ValueTask<RunbookCheckOutcome> RunAsync(
        HealthCheckRegistration registration, IServiceProvider services, CancellationToken cancellationToken)
    {
        var check = registration.Factory(services);
        var context = new HealthCheckContext { Registration = registration };
        var result = await check.CheckHealthAsync(context, cancellationToken).ConfigureAwait(false);
        return new RunbookCheckOutcome(
            result.Status == HealthStatus.Healthy,
            result.Description ?? $"Health check {registration.Name}",
            new Dictionary<string, object?> { ["status"] = WireNames.Of(result.Status) });
    }
}
