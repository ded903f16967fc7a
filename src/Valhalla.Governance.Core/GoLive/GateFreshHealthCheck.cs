using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Valhalla.Governance.GoLive;

/// <summary>Health of the gate's knowledge: unhealthy when it denies because it does not know.</summary>
internal sealed class GateFreshHealthCheck(IGoLiveGate gate) : IHealthCheck
{
    public const string Name = "gate_fresh";

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Judge(gate.Current));

    private static HealthCheckResult Judge(GateSnapshot current)
    {
        var data = new Dictionary<string, object>
        {
            ["is_stale"] = current.IsStale,
            ["is_enforced"] = current.IsEnforced,
            ["is_latched_locally"] = current.IsLatchedLocally,
            ["age_seconds"] = current.Age?.TotalSeconds ?? -1,
            ["epoch"] = current.State.Epoch,
        };
        return current switch
        {
            { Age: null } => HealthCheckResult.Unhealthy(
                "The go-live state was not read yet; the gate is closed.", data: data),
            { IsStale: true, IsEnforced: true } => HealthCheckResult.Unhealthy(
                "The store has not confirmed the go-live state in time; the gate is closed.", data: data),
            { IsStale: true } => HealthCheckResult.Degraded(
                "The store has not confirmed the go-live state in time.", data: data),
            { IsLatchedLocally: true } => HealthCheckResult.Degraded(
                "A kill is in force here that the store does not have yet.", data: data),
            _ => HealthCheckResult.Healthy("The go-live state is confirmed.", data),
        };
    }
}
