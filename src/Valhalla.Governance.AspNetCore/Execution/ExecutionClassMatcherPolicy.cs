using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.SignalR;
using Valhalla.Governance.AspNetCore.Caching;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>
/// Puts the gate in front of every endpoint that has an execution class. It is part of routing, so it holds wherever
/// endpoints are matched, whatever middleware the host uses or forgets. The gate is asked when the endpoint runs, after
/// the host's authorization: a kill that comes between matching and running still counts. Endpoints are wrapped when
/// the routing table is built, which costs a request nothing. Where a request can still bring another endpoint in,
/// because one is dynamic or another policy selects, what it brings is wrapped as well. A wrapped endpoint is out of
/// the host's output cache.
/// </summary>
/// <param name="gate">Asked each time such an endpoint runs.</param>
/// <param name="classes">Tells the class of an endpoint.</param>
/// <param name="policies">All of routing's policies; not to be had before all of them are constructed.</param>
internal sealed class ExecutionClassMatcherPolicy(
    IGoLiveGate gate, EndpointClasses classes, Func<IEnumerable<MatcherPolicy>> policies)
    : MatcherPolicy, INodeBuilderPolicy, IEndpointSelectorPolicy
{
    private static readonly object OnlyEdge = new();

    // Weak keys: endpoints come and go with their data sources.
    private readonly ConditionalWeakTable<Endpoint, Endpoint> _guarded = [];

    /// <summary>Last: policies that expand, load or drop candidates have done so.</summary>
    public override int Order => int.MaxValue;

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
    private bool NeedsGate(Endpoint endpoint) =>
        endpoint.RequestDelegate is { } run
        && classes.Of(endpoint) is { } executionClass and not ExecutionClass.ReadOnly
        && !(run.Target is ExecutionClassGuard guard && guard.ExecutionClass == executionClass);

    /// <summary>Whether the library asks behind the body: at its own endpoints, and at each call of a hub.</summary>
    private static bool AsksAgain(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HubMetadata>() is not null
        || endpoint.Metadata.GetMetadata<ValhallaEndpointMetadata>() is not null;

    private Endpoint GuardIfNeeded(Endpoint endpoint) =>
        NeedsGate(endpoint) ? _guarded.GetValue(endpoint, Guard) : endpoint;

    private Endpoint Guard(Endpoint endpoint)
    {
        var guard = new ExecutionClassGuard(
            gate, classes.Of(endpoint)!.Value, endpoint.RequestDelegate!, AsksAgain(endpoint));
        var metadata = NoCache.Without(endpoint.Metadata);
        return endpoint is RouteEndpoint route
            ? new RouteEndpoint(guard.InvokeAsync, route.RoutePattern, route.Order, metadata, route.DisplayName)
            : new Endpoint(guard.InvokeAsync, metadata, endpoint.DisplayName);
    }

    /// <summary>Every request goes the same way: what matters is where it leads to.</summary>
    private sealed class OnlyDestination(int destination) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext) => destination;
    }
}
