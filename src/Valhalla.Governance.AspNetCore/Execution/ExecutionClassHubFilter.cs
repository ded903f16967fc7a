using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>
/// Asks the gate before each call of a SignalR hub: a connection may be older than a kill. The class is that of the
/// method, else of the endpoint or the hub.
/// </summary>
internal sealed class ExecutionClassHubFilter(IGoLiveGate gate, EndpointClasses classes) : IHubFilter
{
    private readonly ConcurrentDictionary<(MethodInfo Method, Type Hub), Declared> _declared = new();

    public ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var declared = _declared.GetOrAdd((invocationContext.HubMethod, invocationContext.Hub.GetType()), DeclaredAt);
        return Refusal(declared.OfMethod ?? OfEndpoint(invocationContext) ?? declared.OfHub) is { } refusal
            ? ValueTask.FromException<object?>(refusal)
            : next(invocationContext);
    }

    /// <summary>
    /// Only what the method itself declares: a hub that acts may be connected to, and is asked at its calls. That a
    /// connection has ended is a fact, and always heard.
    /// </summary>
    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var declared = _declared.GetOrAdd(
            (((Func<Task>)context.Hub.OnConnectedAsync).Method, context.Hub.GetType()), DeclaredAt);
        return Refusal(declared.OfMethod) is { } refusal ? Task.FromException(refusal) : next(context);
    }

    private HubException? Refusal(ExecutionClass? executionClass) =>
        executionClass is { } asked and not ExecutionClass.ReadOnly
        && gate.Check(asked) is not GateDecision.Allowed and var decision
            ? new HubException($"{WireNames.Of(decision)}: the gate does not allow this call now.")
            : null;

    private static Declared DeclaredAt((MethodInfo Method, Type Hub) at) =>
        new(DeclaredClass.OfMethod(at.Method, at.Hub), DeclaredClass.OfType(at.Hub));

    private ExecutionClass? OfEndpoint(HubInvocationContext context) =>
        context.Context.GetHttpContext()?.GetEndpoint() is { } endpoint ? classes.Of(endpoint) : null;

    private sealed record Declared(ExecutionClass? OfMethod, ExecutionClass? OfHub);
}
