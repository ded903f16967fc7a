using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.GoLive;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>
/// Asks the gate once more between binding and the handler of a minimal API: a body may take its time, and a kill come
/// meanwhile.
/// </summary>
internal static class AsksBeforeHandler
{
    /// <summary>
    /// Puts the question behind the filters that the endpoint has so far. Each call does: a group may have asked for it
    /// before the filters of its endpoints came.
    /// </summary>
    public static void AddTo(EndpointBuilder builder)
    {
        // Without a method there is nothing to bind for: the delegate reads the request itself.
        if (builder.Metadata.Any(static item => item is MethodInfo))
        {
            builder.FilterFactories.Add((_, next) => Filter(builder, next));
        }
    }

    private static EndpointFilterDelegate Filter(EndpointBuilder builder, EndpointFilterDelegate next)
    {
        // Runs after every convention: the class may be another one than the convention that asked for it has.
        if (EndpointClasses.Of([.. builder.Metadata]) is not { } executionClass
            || executionClass == ExecutionClass.ReadOnly
            || builder.ApplicationServices.GetService<IGoLiveGate>() is not { } gate)
        {
            return next;
        }

        return context => gate.Check(executionClass) is not GateDecision.Allowed and var decision
            ? new ValueTask<object?>(new GateDenialResult(decision))
            : next(context);
    }
}
