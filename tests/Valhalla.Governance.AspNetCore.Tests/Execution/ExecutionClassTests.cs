using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Valhalla.Governance.AspNetCore.Execution;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using NSubstitute;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

public sealed class ExecutionClassTests
{
    private static Task<TestApi> StartAsync(string governed, Action<WebApplication> map) => TestApi.StartAsync(
        b => b.Configuration["Valhalla:Http:EnforceGoLive"] = "false",
        app =>
        {
            app.MapValhalla();
            map(app);
        },
        governed: governed);

    [ExecutionClass(ExecutionClass.ProdExec)]
    private static string Attributed() => "done";

    private static void MapBoth(WebApplication app)
    {
        app.MapPost("/attributed", Attributed);
        app.MapPost("/convention", () => "done").WithExecutionClass(ExecutionClass.ProdExec);
        app.MapGroup("/group").WithExecutionClass(ExecutionClass.ProdExec).MapPost("/inner", () => "done");
        app.MapPost("/short", () => "done").WithExecutionClass(ExecutionClass.ProdExec).ShortCircuit();
    }

    [Theory]
    [InlineData("/attributed")]
    [InlineData("/convention")]
    [InlineData("/group/inner")]
    [InlineData("/short")]
    [InlineData("/CONVENTION/")]
    public async Task ProdExec_WithoutAnyMiddleware_IsRefusedWhileGoLiveIsOff(string path)
    {
        await using var api = await StartAsync("production", MapBoth);

        await TestApi.ProblemAsync(await api.PostAsync(path, "{}"), 403, "go_live_disabled");
        await api.PostJsonAsync("/api/governance/go-live/enable", """{"override":true,"reason":"test"}""");
        Assert.Equal("done", await (await api.PostAsync(path, "{}")).Content.ReadAsStringAsync());
        await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", "{}");
        await TestApi.ProblemAsync(await api.PostAsync(path, "{}"), 403, "kill_switch_engaged");
    }

    [Theory]
    [InlineData(ExecutionClass.ReadOnly, true)]
    [InlineData(ExecutionClass.SandboxExec, false)]
    [InlineData(ExecutionClass.ProdExec, false)]
    public async Task KillSwitch_InDevelopment_StopsEverythingThatExecutes(ExecutionClass executionClass, bool runs)
    {
        await using var api = await StartAsync(
            "development", app => app.MapPost("/x", () => "done").WithExecutionClass(executionClass));
        await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", "{}");

        using var response = await api.PostAsync("/x", "{}");

        Assert.Equal(runs, response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Guard_AllowedRequest_AllocatesNothing()
    {
        var guard = new ExecutionClassGuard(new OpenGate(), ExecutionClass.ProdExec, static _ => Task.CompletedTask);
        var context = new DefaultHttpContext();
        await guard.InvokeAsync(context);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
        {
            _ = guard.InvokeAsync(context);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Policy_OnEndpointsWithoutAClass_DoesNotApply()
    {
        var endpoints = new[] { EndpointWith(), EndpointWith(new ExecutionClassAttribute(ExecutionClass.ReadOnly)) };

        Assert.False(((INodeBuilderPolicy)Policy()).AppliesToEndpoints(endpoints));
        Assert.False(((IEndpointSelectorPolicy)Policy()).AppliesToEndpoints(endpoints));
    }

    [Fact]
    public void Policy_OnAnEndpointWithAClass_WrapsItInTheTableAndNotInEachRequest()
    {
        var (acting, reading) = (EndpointWith(new ExecutionClassAttribute(ExecutionClass.ProdExec)), EndpointWith());
        var policy = Policy();

        var edge = Assert.Single(policy.GetEdges([acting, reading]));

        Assert.True(((INodeBuilderPolicy)policy).AppliesToEndpoints([acting, reading]));
        Assert.False(((IEndpointSelectorPolicy)policy).AppliesToEndpoints([acting, reading]));
        Assert.IsType<ExecutionClassGuard>(edge.Endpoints[0].RequestDelegate!.Target);
        Assert.Same(acting.Metadata, edge.Endpoints[0].Metadata);
        Assert.Same(reading, edge.Endpoints[1]);
        Assert.Same(edge.Endpoints[0], policy.GetEdges([acting])[0].Endpoints[0]);
    }

    [Fact]
    public void Policy_OnADynamicEndpoint_WaitsForWhatItExpandsTo()
    {
        var dynamic = Substitute.For<IDynamicEndpointMetadata>();
        dynamic.IsDynamic.Returns(true);
        var endpoints = new[]
        {
            EndpointWith(new ExecutionClassAttribute(ExecutionClass.ProdExec)), EndpointWith(dynamic),
        };

        Assert.False(((INodeBuilderPolicy)Policy()).AppliesToEndpoints(endpoints));
        Assert.True(((IEndpointSelectorPolicy)Policy()).AppliesToEndpoints(endpoints));
    }

    [Fact]
    public async Task Policy_ExpandedEndpointWithAClass_IsWrapped()
    {
        var endpoint = EndpointWith(new ExecutionClassAttribute(ExecutionClass.ProdExec));
        var candidates = new CandidateSet([endpoint], [[]], [0]);

        await Policy().ApplyAsync(new DefaultHttpContext(), candidates);

        Assert.IsType<ExecutionClassGuard>(candidates[0].Endpoint.RequestDelegate!.Target);
    }

    private static ExecutionClassMatcherPolicy Policy() => new(Substitute.For<IGoLiveGate>());

    private static Endpoint EndpointWith(params object[] metadata) =>
        new(static _ => Task.CompletedTask, new EndpointMetadataCollection(metadata), "");
}
