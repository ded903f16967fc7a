using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Valhalla.Governance.AspNetCore.GoLive;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>Asks the gate once more between binding and the action of a controller, behind all other filters.</summary>
internal sealed class ExecutionClassActionFilter(IGoLiveGate gate, EndpointClasses classes)
    : IAsyncActionFilter, IOrderedFilter
{
    /// <summary>The innermost.</summary>
    public int Order => int.MaxValue;

    public Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        if (context.HttpContext.GetEndpoint() is { } endpoint
            && classes.Of(endpoint) is { } executionClass and not ExecutionClass.ReadOnly
            && gate.Check(executionClass) is not GateDecision.Allowed and var decision)
        {
            context.Result = new GateDenialResult(decision);
            return Task.CompletedTask;
        }

        return next();
    }
}
