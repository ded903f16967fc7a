using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.GoLive;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>Runs an endpoint if the gate allows its class. Allocates nothing when it does.</summary>
internal sealed class ExecutionClassGuard(IGoLiveGate gate, ExecutionClass executionClass, RequestDelegate endpoint)
{
    public ExecutionClass ExecutionClass => executionClass;

    public Task InvokeAsync(HttpContext context)
    {
        var decision = gate.Check(executionClass);
        return decision == GateDecision.Allowed ? endpoint(context) : GateDenials.WriteAsync(context, decision);
    }
}
