using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Runbook;

/// <summary>KPI events reach the store; without them the tripwire is blind.</summary>
internal sealed class KpiPipelineHealthyCheck(IServiceProvider services) : IRunbookCheck
{
    public string Id => RunbookCheckIds.KpiPipelineHealthy;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken) => new(
        services.GetService<IKpiHealth>() is { } health
            ? new RunbookCheckOutcome(
                health.IsHealthy,
                health.IsHealthy ? "KPI pipeline healthy" : health.Problem ?? "KPI events do not reach the store",
                new Dictionary<string, object?> { ["healthy"] = health.IsHealthy, ["dropped"] = health.Dropped })
            : new RunbookCheckOutcome(
                Ok: false,
                "KPI pipeline is not registered: call AddValhalla or AddValhallaCore",
                new Dictionary<string, object?> { ["healthy"] = false, ["dropped"] = 0 }));
}
