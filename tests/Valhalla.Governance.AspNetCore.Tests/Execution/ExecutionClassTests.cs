using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Execution;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Testing;

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
    public void Guard_AllowedRequest_AllocatesNothing()
    {
        var guard = new ExecutionClassGuard(new OpenGate(), ExecutionClass.ProdExec, static _ => Task.CompletedTask);
        var context = new DefaultHttpContext();

        var allocated = Allocations.LeastOf(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                _ = guard.InvokeAsync(context);
            }
        });

        Assert.Equal(0, allocated);
    }
}
