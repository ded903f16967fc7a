using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Valhalla.Governance.AspNetCore.Caching;
using Valhalla.Governance.AspNetCore.Execution;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

public sealed class ExecutionClassMatcherPolicyTests
{
    private static readonly ExecutionClassAttribute Acts = new(ExecutionClass.ProdExec);
    private readonly List<MatcherPolicy> _policies = [];
    private readonly ExecutionClassMatcherPolicy _policy;

    public ExecutionClassMatcherPolicyTests()
    {
        _policy = new ExecutionClassMatcherPolicy(
            Substitute.For<IGoLiveGate>(), new EndpointClasses(), () => _policies);
        _policies.Add(_policy);
    }

    [Fact]
    public void Applies_EndpointsWithoutAClass_NowhereAtAll()
    {
        var endpoints = new[] { EndpointWith(), EndpointWith(new ExecutionClassAttribute(ExecutionClass.ReadOnly)) };

        Assert.Equal((false, false), AppliesTo(endpoints));
    }

    [Fact]
    public void Applies_EndpointWithAClass_InTheTableAndNotInEachRequest()
    {
        var (acting, reading) = (EndpointWith(Acts), EndpointWith());

        Assert.Equal((true, false), AppliesTo([acting, reading]));
        var edge = Assert.Single(_policy.GetEdges([acting, reading]));

        Assert.IsType<ExecutionClassGuard>(edge.Endpoints[0].RequestDelegate!.Target);
        Assert.Equal([Acts, NoCache.Policy], edge.Endpoints[0].Metadata);
        Assert.Same(reading, edge.Endpoints[1]);
        Assert.Same(edge.Endpoints[0], _policy.GetEdges([acting])[0].Endpoints[0]);
        Assert.Equal((false, false), AppliesTo(edge.Endpoints));
    }

    [Fact]
    public void Applies_DynamicEndpoint_InEachRequest()
    {
        var isDynamic = Substitute.For<IDynamicEndpointMetadata>();
        isDynamic.IsDynamic.Returns(true);

        Assert.Equal((false, true), AppliesTo([EndpointWith(isDynamic)]));
        Assert.Equal((true, true), AppliesTo([EndpointWith(Acts), EndpointWith(isDynamic)]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Applies_AnotherPolicySelects_InEachRequestWhereThatOneDoes(bool selects)
    {
        _policies.Add(new Exchange(selects, EndpointWith()));

        Assert.Equal((true, selects), AppliesTo([EndpointWith(Acts)]));
        Assert.Equal((false, selects), AppliesTo([EndpointWith()]));
    }

    [Fact]
    public async Task Apply_CandidateWithAClass_IsWrappedOnce()
    {
        var candidates = new CandidateSet([EndpointWith(Acts)], [[]], [0]);

        await _policy.ApplyAsync(new DefaultHttpContext(), candidates);
        var wrapped = candidates[0].Endpoint;
        await _policy.ApplyAsync(new DefaultHttpContext(), candidates);

        Assert.IsType<ExecutionClassGuard>(wrapped.RequestDelegate!.Target);
        Assert.Same(wrapped, candidates[0].Endpoint);
    }

    [Fact]
    public async Task Apply_GuardOfAnotherClassUnderAnEndpoint_IsGuardedForItsOwnToo()
    {
        var sandboxed = EndpointWith(new ExecutionClassAttribute(ExecutionClass.SandboxExec));
        var guarded = Assert.Single(_policy.GetEdges([sandboxed])[0].Endpoints);
        var lifted = new Endpoint(guarded.RequestDelegate, new EndpointMetadataCollection(Acts), "");
        var candidates = new CandidateSet([lifted], [[]], [0]);

        await _policy.ApplyAsync(new DefaultHttpContext(), candidates);

        var guard = Assert.IsType<ExecutionClassGuard>(candidates[0].Endpoint.RequestDelegate!.Target);
        Assert.Equal(ExecutionClass.ProdExec, guard.ExecutionClass);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Host_OwnPolicyPutsAnotherEndpointInPlace_ItIsGuardedToo(bool replacesOneWithAClass)
    {
        var other = new Endpoint(
            static context => context.Response.WriteAsync("done"), new EndpointMetadataCollection(Acts), "other");
        await using var api = await TestApi.StartAsync(
            builder =>
            {
                builder.Configuration["Valhalla:Http:EnforceGoLive"] = "false";
                builder.Services.AddSingleton<MatcherPolicy>(new Exchange(selects: true, other));
            },
            app =>
            {
                var route = app.MapPost("/x", static () => "the first");
                if (replacesOneWithAClass)
                {
                    route.WithExecutionClass(ExecutionClass.ProdExec);
                }
            },
            governed: "production");

        using var response = await api.PostAsync("/x", "{}");

        await TestApi.ProblemAsync(response, 403, "go_live_disabled");
    }

    private static Endpoint EndpointWith(params object[] metadata) =>
        new(static _ => Task.CompletedTask, new EndpointMetadataCollection(metadata), "");

    private (bool InTheTable, bool InEachRequest) AppliesTo(IReadOnlyList<Endpoint> endpoints) =>
        (((INodeBuilderPolicy)_policy).AppliesToEndpoints(endpoints),
            ((IEndpointSelectorPolicy)_policy).AppliesToEndpoints(endpoints));

    /// <summary>A host's own policy, that serves every request by one endpoint that no route leads to.</summary>
    private sealed class Exchange(bool selects, Endpoint other) : MatcherPolicy, IEndpointSelectorPolicy
    {
        public override int Order => 0;

        public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => selects;

        public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                candidates.ReplaceEndpoint(i, other, candidates[i].Values);
            }

            return Task.CompletedTask;
        }
    }
}
