using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCaching;
using Valhalla.Governance.AspNetCore.Caching;
using Valhalla.Governance.AspNetCore.GoLive;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>
/// Runs an endpoint if the gate allows its class, and lets no cache keep what it answers. Allocates nothing when it
/// does, but for the body of an endpoint that does not ask again by itself.
/// </summary>
/// <param name="gate">Asked before the endpoint.</param>
/// <param name="executionClass">What the endpoint may do.</param>
/// <param name="endpoint">The endpoint.</param>
/// <param name="asksAgain">
/// Whether the gate is asked again behind the body by the library itself. Behind the binding of the host's handlers it
/// is asked too, but a handler may take the request and read its body by itself.
/// </param>
internal sealed class ExecutionClassGuard(
    IGoLiveGate gate, ExecutionClass executionClass, RequestDelegate endpoint, bool asksAgain = false)
{
    public ExecutionClass ExecutionClass => executionClass;

    public Task InvokeAsync(HttpContext context)
    {
        var decision = gate.Check(executionClass);
        if (decision != GateDecision.Allowed)
        {
            return GateDenials.WriteAsync(context, decision);
        }

        if (NoCache.IsCacheable(context.Request))
        {
            NoCache.Force(context.Response);
            if (context.Features.Get<IResponseCachingFeature>() is not null)
            {
                return InvokeMarkedAsync(context);
            }
        }

        return RunAsync(context);
    }

    private Task RunAsync(HttpContext context) =>
        asksAgain || !MayHaveBody(context) ? endpoint(context) : InvokeCheckedAsync(context);

    private static bool MayHaveBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false }
        && context.Request.Body != Stream.Null;

    /// <summary>A response cache judges the headers at the first write, before the server asks anybody.</summary>
    private async Task InvokeMarkedAsync(HttpContext context)
    {
        var original = context.Response.Body;
        context.Response.Body = new NoStoreBody(original, context.Response);
        try
        {
            await RunAsync(context).ConfigureAwait(false);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            context.Response.Body = original;
        }
    }

    private async Task InvokeCheckedAsync(HttpContext context)
    {
        var original = context.Request.Body;
        var body = new CheckedBody(original, gate, executionClass);
        context.Request.Body = body;
        try
        {
            await endpoint(context).ConfigureAwait(false);
        }
        catch (ExecutionDeniedException) when (
            body.Denied != GateDecision.Allowed && !context.Response.HasStarted)
        {
            context.Response.Clear();
            await GateDenials.WriteAsync(context, body.Denied).ConfigureAwait(false);
        }
        finally
        {
            context.Request.Body = original;
        }
    }
}
