using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>
/// Puts the gate in front of every endpoint that has an execution class. It is part of routing, so it holds wherever
/// endpoints are matched, whatever middleware the host uses or forgets. The gate is asked when the endpoint runs, after
/// the host's authorization: a kill that comes between matching and running still counts.
/// </summary>
internal sealed class ExecutionClassMatcherPolicy(IGoLiveGate gate) : MatcherPolicy, IEndpointSelectorPolicy
{
    // Weak keys: endpoints come and go with their data sources.
    private readonly ConditionalWeakTable<Endpoint, Endpoint> _guarded = [];

    /// <summary>Last: policies that expand or drop candidates have done so.</summary>
    public override int Order => int.MaxValue - 1_000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            if (NeedsGate(endpoint) || endpoint.Metadata.GetMetadata<IDynamicEndpointMetadata>() is { IsDynamic: true })
            {
                return true;
            }
        }

        return false;
    }

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!candidates.IsValidCandidate(i))
            {
                continue;
            }

            ref var candidate = ref candidates[i];
            if (candidate.Endpoint is { RequestDelegate: not null } endpoint && NeedsGate(endpoint))
            {
                candidates.ReplaceEndpoint(i, _guarded.GetValue(endpoint, Guard), candidate.Values);
            }
        }

        return Task.CompletedTask;
    }

    private static bool NeedsGate(Endpoint endpoint) =>
        ClassOf(endpoint) is { } executionClass and not ExecutionClass.ReadOnly;

    private static ExecutionClass? ClassOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ExecutionClassAttribute>()?.ExecutionClass;

    private Endpoint Guard(Endpoint endpoint)
    {
        var guard = new ExecutionClassGuard(gate, ClassOf(endpoint)!.Value, endpoint.RequestDelegate!);
        return endpoint is RouteEndpoint route
            ? new RouteEndpoint(
                guard.InvokeAsync, route.RoutePattern, route.Order, route.Metadata, route.DisplayName)
            : new Endpoint(guard.InvokeAsync, endpoint.Metadata, endpoint.DisplayName);
    }
}
