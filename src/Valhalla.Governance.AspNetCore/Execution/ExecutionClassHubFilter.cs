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
        var declared = _declared.GetOrAdd(
            (invocationContext.HubMethod, invocationContext.Hub.GetType()),
            static at => new Declared(DeclaredClass.OfMethod(at.Method, at.Hub), DeclaredClass.OfType(at.Hub)));
        var executionClass = declared.OfMethod ?? OfEndpoint(invocationContext) ?? declared.OfHub;
        return executionClass is { } asked and not ExecutionClass.ReadOnly
            && gate.Check(asked) is not GateDecision.Allowed and var decision
            ? ValueTask.FromException<object?>(
                new HubException($"{WireNames.Of(decision)}: the gate does not allow this call now."))
            : next(invocationContext);
    }

    private ExecutionClass? OfEndpoint(HubInvocationContext context) =>
        context.Context.GetHttpContext()?.GetEndpoint() is { } endpoint ? classes.Of(endpoint) : null;

    private sealed record Declared(ExecutionClass? OfMethod, ExecutionClass? OfHub);
}
