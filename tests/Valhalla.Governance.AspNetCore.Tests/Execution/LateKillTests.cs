using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>A request that began before a kill executes nothing after it, wherever the class is declared.</summary>
public sealed class LateKillTests
{
    private const string Json = """{"address":"12 King St"}""";
    private readonly Executions _executions = new();
    private readonly SwitchGate _gate = new();

    [Theory]
    [InlineData("/convention")]
    [InlineData("/attribute")]
    [InlineData("/metadata")]
    [InlineData("/group/inner")]
    [InlineData("/interface")]
    [InlineData("/class")]
    [InlineData("/lambda")]
    [InlineData("/delegate")]
    [InlineData("/reads/request")]
    [InlineData("/reads/context")]
    [InlineData("/reads/stream")]
    [InlineData("/reads/pipe")]
    [InlineData("/controllers/reading")]
    [InlineData("/payout?handler=Read")]
    [InlineData("/acting?handler=Read")]
    [InlineData("/undeclared/method-group")]
    [InlineData("/undeclared/interface")]
    [InlineData("/undeclared/lambda")]
    [InlineData("/controllers/deals")]
    [InlineData("/controllers/payouts")]
    public async Task Kill_WhileTheBodyArrives_NothingIsExecuted(string path)
    {
        await using var api = await StartAsync();
        using var body = new HeldContent(Json);
        var running = api.Client.PostAsync(new Uri(path, UriKind.Relative), body);
        await _gate.Asked;
        _gate.Decision = GateDecision.KillSwitchEngaged;
        body.Release();

        await TestApi.ProblemAsync(await running, 403, "kill_switch_engaged");
        Assert.Equal(0, _executions.Count);
    }

    [Theory]
    [InlineData("/form")]
    [InlineData("/payout")]
    [InlineData("/acting")]
    public async Task Kill_WhileTheFormArrives_NothingIsExecuted(string path)
    {
        await using var api = await StartAsync();
        using var body = new HeldContent("address=x", "application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        var running = api.Client.SendAsync(request);
        if (path != "/payout")
        {
            await _gate.Asked;
        }

        _gate.Decision = GateDecision.KillSwitchEngaged;
        body.Release();

        await TestApi.ProblemAsync(await running, 403, "kill_switch_engaged");
        Assert.Equal(0, _executions.Count);
    }

    [Theory]
    [InlineData("/filtered")]
    [InlineData("/sandbox/filtered")]
    public async Task Kill_InAFilterOfTheHost_NothingIsExecuted(string path)
    {
        await using var api = await StartAsync();

        using var response = await api.PostAsync(path, Json);

        await TestApi.ProblemAsync(response, 403, "kill_switch_engaged");
        Assert.Equal(0, _executions.Count);
    }

    [Theory]
    [InlineData("/convention")]
    [InlineData("/attribute")]
    [InlineData("/metadata")]
    [InlineData("/group/inner")]
    [InlineData("/interface")]
    [InlineData("/class")]
    [InlineData("/lambda")]
    [InlineData("/delegate")]
    [InlineData("/reads/request")]
    [InlineData("/reads/context")]
    [InlineData("/reads/stream")]
    [InlineData("/reads/pipe")]
    [InlineData("/controllers/reading")]
    [InlineData("/payout?handler=Read")]
    [InlineData("/acting?handler=Read")]
    [InlineData("/undeclared/method-group")]
    [InlineData("/undeclared/interface")]
    [InlineData("/undeclared/lambda")]
    [InlineData("/controllers/deals")]
    [InlineData("/controllers/payouts")]
    public async Task Killed_FromTheStart_IsRefusedAndRunsOtherwise(string path)
    {
        await using var api = await StartAsync();

        using var allowed = await api.PostAsync(path, Json);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.Contains("done", await allowed.Content.ReadAsStringAsync());
        _gate.Decision = GateDecision.KillSwitchEngaged;
        await TestApi.ProblemAsync(await api.PostAsync(path, Json), 403, "kill_switch_engaged");

        Assert.Equal(1, _executions.Count);
    }

    [Theory]
    [InlineData("GET", "/acting")]
    [InlineData("POST", "/acting")]
    [InlineData("POST", "/payout")]
    public async Task Page_Killed_IsRefusedAndRunsOtherwise(string verb, string path)
    {
        await using var api = await StartAsync();

        using (var first = new HttpRequestMessage(new HttpMethod(verb), path))
        {
            Assert.Equal(HttpStatusCode.OK, (await api.Client.SendAsync(first)).StatusCode);
        }

        _gate.Decision = GateDecision.KillSwitchEngaged;
        using var second = new HttpRequestMessage(new HttpMethod(verb), path);
        await TestApi.ProblemAsync(await api.Client.SendAsync(second), 403, "kill_switch_engaged");

        Assert.Equal(1, _executions.Count);
    }

    [Theory]
    [InlineData("/payout")]
    [InlineData("/controllers/deals")]
    [InlineData("/list")]
    public async Task Reading_Killed_GoesOn(string path)
    {
        await using var api = await StartAsync();
        _gate.Decision = GateDecision.KillSwitchEngaged;

        using var response = await api.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private Task<TestApi> StartAsync() => TestApi.StartAsync(
        builder =>
        {
            builder.Configuration["Valhalla:Http:EnforceGoLive"] = "false";
            builder.Services.AddSingleton<IGoLiveGate>(_gate);
            builder.Services.AddSingleton(_executions);
            builder.Services.AddControllers().AddApplicationPart(typeof(DealsController).Assembly);
            builder.Services.AddRazorPages();
        },
        Map);

    private void Map(WebApplication app)
    {
        var deals = new DealEndpoints(_executions);
        app.MapPost("/convention", (Deal deal) => _executions.Execute()).WithExecutionClass(ExecutionClass.ProdExec);
        app.MapPost("/attribute", [ExecutionClass(ExecutionClass.ProdExec)] (Deal deal) => _executions.Execute());
        app.MapPost("/metadata", (Deal deal) => _executions.Execute())
            .WithMetadata(new ExecutionClassAttribute(ExecutionClass.ProdExec));
        app.MapGroup("/group").WithExecutionClass(ExecutionClass.ProdExec)
            .MapPost("/inner", (Deal deal) => _executions.Execute());
        app.MapPost("/interface", deals.Make);
        app.MapPost("/class", deals.Other);
        app.MapGet("/list", deals.List);
        Enclosing.Map(app, _executions);
        app.MapPost("/delegate", (RequestDelegate)ReadAndExecuteAsync).WithExecutionClass(ExecutionClass.ProdExec);
        app.MapPost("/form", ([FromForm] string address) => _executions.Execute())
            .DisableAntiforgery().WithExecutionClass(ExecutionClass.ProdExec);
        app.MapPost("/filtered", (Deal deal) => _executions.Execute())
            .AddEndpointFilter(KillMeanwhileAsync).WithExecutionClass(ExecutionClass.ProdExec);
        app.MapGroup("/sandbox").WithExecutionClass(ExecutionClass.SandboxExec)
            .MapPost("/filtered", (Deal deal) => _executions.Execute())
            .AddEndpointFilter(KillMeanwhileAsync).WithExecutionClass(ExecutionClass.ProdExec);
        MapReaders(app.MapGroup("/reads").WithExecutionClass(ExecutionClass.ProdExec));
        var direct = new DirectEndpoints(_executions);
        app.MapPost("/undeclared/method-group", direct.RunAsync);
        app.MapPost("/undeclared/interface", new DirectDeals(_executions).RunAsync);
        app.MapPost("/undeclared/lambda", direct.Lambda());
        app.MapControllers();
        app.MapRazorPages();
    }

    private async ValueTask<object?> KillMeanwhileAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        await Task.Yield();
        _gate.Decision = GateDecision.KillSwitchEngaged;
        return await next(context);
    }

    /// <summary>Handlers that bind what is there at once, and read the body by themselves.</summary>
    private void MapReaders(RouteGroupBuilder group)
    {
        group.MapPost("/request", async (HttpRequest request) =>
        {
            await request.ReadFromJsonAsync<Deal>();
            return _executions.Execute();
        });
        group.MapPost("/context", async (HttpContext context, CancellationToken token) =>
        {
            await context.Request.ReadFromJsonAsync<Deal>(token);
            return _executions.Execute();
        });
        group.MapPost("/stream", async (Stream body) =>
        {
            await body.CopyToAsync(Stream.Null);
            return _executions.Execute();
        });
        group.MapPost("/pipe", async (PipeReader body) =>
        {
            await body.CopyToAsync(Stream.Null);
            return _executions.Execute();
        });
    }

    private async Task ReadAndExecuteAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        await reader.ReadToEndAsync();
        await context.Response.WriteAsync(_executions.Execute());
    }

    /// <summary>A class whose lambdas act.</summary>
    [ExecutionClass(ExecutionClass.ProdExec)]
    private static class Enclosing
    {
        public static void Map(WebApplication app, Executions executions) =>
            app.MapPost("/lambda", (Deal deal) => executions.Execute());
    }
}
