using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>The gate's refusal in place of what a handler or an action would have answered.</summary>
internal sealed class GateDenialResult(GateDecision decision) : IResult, IActionResult
{
    public Task ExecuteAsync(HttpContext httpContext) => GateDenials.WriteAsync(httpContext, decision);

    public Task ExecuteResultAsync(ActionContext context) => GateDenials.WriteAsync(context.HttpContext, decision);
}
