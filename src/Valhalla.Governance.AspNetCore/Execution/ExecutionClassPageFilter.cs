using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Valhalla.Governance.AspNetCore.Caching;
using Valhalla.Governance.AspNetCore.GoLive;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>
/// Asks the gate between binding and the handler of a Razor page, behind every other filter, for the class of the
/// handler, else of the page.
/// </summary>
internal sealed class ExecutionClassPageFilter(IGoLiveGate gate, EndpointClasses classes)
    : IAsyncPageFilter, IOrderedFilter
{
    private readonly ConcurrentDictionary<(MethodInfo? Handler, Type Model, Type Page), Declared> _declared = new();

    /// <summary>The innermost.</summary>
    public int Order => int.MaxValue;

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var page = context.ActionDescriptor;
        var declared = _declared.GetOrAdd(
            (context.HandlerMethod?.MethodInfo, page.HandlerTypeInfo, page.PageTypeInfo),
            static at => new Declared(
                at.Handler is null ? null : DeclaredClass.OfMethod(at.Handler, at.Model),
                DeclaredClass.OfType(at.Model) ?? DeclaredClass.OfType(at.Page)));
        var executionClass = declared.OfHandler
            ?? (context.HttpContext.GetEndpoint() is { } endpoint ? classes.Of(endpoint) : null)
            ?? declared.OfPage;
        if (executionClass is { } asked and not ExecutionClass.ReadOnly
            && gate.Check(asked) is not GateDecision.Allowed and var decision)
        {
            context.Result = new GateDenialResult(decision);
            return Task.CompletedTask;
        }

        return executionClass is { } acting and not ExecutionClass.ReadOnly ? ActAsync(context, acting, next) : next();
    }

    /// <summary>As the guard does for an endpoint: this class may be known only here.</summary>
    private async Task ActAsync(
        PageHandlerExecutingContext context, ExecutionClass executionClass, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (NoCache.IsCacheable(request))
        {
            // Now as well: a response cache looks before the server asks anybody.
            NoCache.Force(context.HttpContext.Response);
            context.HttpContext.Response.Headers.CacheControl = NoCache.NoStore;
        }

        var original = request.Body;
        var body = new CheckedBody(original, gate, executionClass);
        request.Body = body;
        try
        {
            var executed = await next().ConfigureAwait(false);
            if (executed.Exception is ExecutionDeniedException && body.Denied != GateDecision.Allowed)
            {
                executed.ExceptionHandled = true;
                executed.Result = new GateDenialResult(body.Denied);
            }
        }
        finally
        {
            request.Body = original;
        }
    }

    private sealed record Declared(ExecutionClass? OfHandler, ExecutionClass? OfPage);
}
