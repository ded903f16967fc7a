using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>
/// Puts the gate in front of every endpoint that has an execution class. It is part of routing, so it holds wherever
/// endpoints are matched, whatever middleware the host uses or forgets. The gate is asked when the endpoint runs, after
/// the host's authorization: a kill that comes between matching and running still counts. Endpoints are wrapped when
/// the routing table is built, which costs a request nothing. Where a request can still bring another endpoint in,
/// because one is dynamic or another policy selects, what it brings is wrapped as well.
/// </summary>
/// <param name="gate">Asked each time such an endpoint runs.</param>
/// <param name="policies">All of routing's policies; not to be had before all of them are constructed.</param>
internal sealed class ExecutionClassMatcherPolicy(IGoLiveGate gate, Func<IEnumerable<MatcherPolicy>> policies)
    : MatcherPolicy, INodeBuilderPolicy, IEndpointSelectorPolicy
{
    private static readonly object OnlyEdge = new();

    // Weak keys: endpoints come and go with their data sources.
    private readonly ConditionalWeakTable<Endpoint, Endpoint> _guarded = [];

    /// <summary>Last: policies that expand or drop candidates have done so.</summary>
    public override int Order => int.MaxValue - 1_000;

    bool INodeBuilderPolicy.AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(NeedsGate);

    bool IEndpointSelectorPolicy.AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(IsDynamic)
        || policies().Any(policy =>
            policy != this && policy is IEndpointSelectorPolicy other && other.AppliesToEndpoints(endpoints));

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints) =>
        [new PolicyNodeEdge(OnlyEdge, [.. endpoints.Select(GuardIfNeeded)])];

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges) =>
        new OnlyDestination(edges[0].Destination);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!candidates.IsValidCandidate(i))
            {
                continue;
            }

            ref var candidate = ref candidates[i];
            if (candidate.Endpoint is { } endpoint && NeedsGate(endpoint))
            {
                candidates.ReplaceEndpoint(i, GuardIfNeeded(endpoint), candidate.Values);
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsDynamic(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IDynamicEndpointMetadata>() is { IsDynamic: true };

    // A guard for another class does not count: a policy may have put its delegate under an endpoint of its own.
    private static bool NeedsGate(Endpoint endpoint) =>
        endpoint.RequestDelegate is { } run
        && ClassOf(endpoint) is { } executionClass and not ExecutionClass.ReadOnly
        && !(run.Target is ExecutionClassGuard guard && guard.ExecutionClass == executionClass);

    private static ExecutionClass? ClassOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ExecutionClassAttribute>()?.ExecutionClass;

    private Endpoint GuardIfNeeded(Endpoint endpoint) =>
        NeedsGate(endpoint) ? _guarded.GetValue(endpoint, Guard) : endpoint;

    private Endpoint Guard(Endpoint endpoint)
    {
        var guard = new ExecutionClassGuard(gate, ClassOf(endpoint)!.Value, endpoint.RequestDelegate!);
        return endpoint is RouteEndpoint route
            ? new RouteEndpoint(
                guard.InvokeAsync, route.RoutePattern, route.Order, route.Metadata, route.DisplayName)
            : new Endpoint(guard.InvokeAsync, endpoint.Metadata, endpoint.DisplayName);
    }

    /// <summary>Every request goes the same way: what matters is where it leads to.</summary>
    private sealed class OnlyDestination(int destination) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext) => destination;
    }
}
