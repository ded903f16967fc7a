using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.GoLive;

/// <summary>Which endpoints pass while go-live is off, and where the middleware stands.</summary>
public sealed class ExemptEndpointTests
{
    private static void Everything(WebApplication app)
    {
        app.MapValhalla();
        app.Map("/{**path}", context => context.Response.WriteAsync("reached")).WithOrder(int.MaxValue);
    }

    private static Task<TestApi> StartAsync(
        Action<WebApplication>? map = null, Action<WebApplicationBuilder>? configure = null) =>
        TestApi.StartAsync(configure, map ?? Everything, governed: "production");

    [Theory]
    [InlineData("GET", "/docs/pay")]
    [InlineData("POST", "/docs/pay")]
    [InlineData("POST", "/health/pay")]
    [InlineData("POST", "/docs/x/y/z")]
    [InlineData("GET", "/docs/short")]
    public async Task Endpoint_OutsideTheRoutesOfAnExemptPrefix_Is403ThoughItsPathIsBelowOne(string verb, string path)
    {
        var ran = 0;
        await using var api = await StartAsync(app =>
        {
            app.MapValhalla();
            app.MapMethods("/{tenant}/pay", ["GET", "POST"], () => ++ran);
            app.MapMethods("/{tenant}/short", ["GET"], () => ++ran).ShortCircuit();
            app.Map("/{**path}", () => ++ran).WithOrder(int.MaxValue);
        });
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);

        await TestApi.ProblemAsync(await api.Client.SendAsync(request), 403, "go_live_disabled");

        Assert.Equal(0, ran);
    }

    [Fact]
    public async Task Path_BelowAnExemptPrefixWithoutAnEndpoint_ReachesTheMiddleware()
    {
        await using var api = await StartAsync(app =>
        {
            app.MapValhalla();
            app.Use((context, next) => context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal)
                ? context.Response.WriteAsync("pages")
                : next(context));
            app.MapFallback(() => "reached");
        });

        Assert.Equal("pages", await api.Client.GetStringAsync(new Uri("/docs/index.html", UriKind.Relative)));
        await TestApi.ProblemAsync(await api.GetAsync("/other"), 403, "go_live_disabled");
    }

    [Theory]
    [InlineData("/report", 200)]
    [InlineData("/tenants/7/report", 200)]
    [InlineData("/short", 200)]
    [InlineData("/act", 403)]
    [InlineData("/other", 403)]
    public async Task Endpoint_ThatOnlyReads_PassesWhileGoLiveIsOff(string path, int status)
    {
        await using var api = await StartAsync(app =>
        {
            app.MapValhalla();
            app.MapGet("/report", () => "report").WithExecutionClass(ExecutionClass.ReadOnly);
            app.MapGet("/tenants/{id:int}/report", (int id) => id).WithExecutionClass(ExecutionClass.ReadOnly);
            app.MapGet("/short", () => "x").WithExecutionClass(ExecutionClass.ReadOnly).ShortCircuit();
            app.MapPost("/report", () => "made");
            app.MapGet("/act", () => "acted").WithExecutionClass(ExecutionClass.ProdExec);
            app.MapFallback(() => "reached");
        });

        using var response = await api.GetAsync(path);
        Assert.Equal(status, (int)response.StatusCode);
        await TestApi.ProblemAsync(await api.PostAsync("/report", "{}"), 403, "go_live_disabled");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UseValhalla_InABranch_LeavesThePrimeLawInFront(bool byPath)
    {
        await using var api = await StartAsync(app =>
        {
            _ = byPath
                ? app.Map("/legacy", static branch => branch.UseValhalla())
                : app.MapWhen(static context => context.Request.Headers.ContainsKey("X"), static b => b.UseValhalla());
            app.UseWhen(static _ => false, static branch => branch.UseValhalla());
            Everything(app);
        });

        await TestApi.ProblemAsync(await api.GetAsync("/api/deals"), 403, "go_live_disabled");
        await TestApi.ProblemAsync(await api.GetAsync("/legacy/deals"), 403, "go_live_disabled");
        using var state = await api.GetAsync("/api/governance/go-live/state");
        Assert.Equal(HttpStatusCode.OK, state.StatusCode);
    }

    [Theory]
    [InlineData("/base/api/governance/go-live/state", 200)]
    [InlineData("/base/api/governance/risk/reservations", 200)]
    [InlineData("/base/health", 200)]
    [InlineData("/base/api/deals", 403)]
    [InlineData("/base/api/governance/nothing", 403)]
    [InlineData("/other/api/governance/go-live/state", 404)]
    [InlineData("/base/../api/governance/go-live/state", 403)]
    public async Task PathBase_WithoutUseValhalla_KeepsTheControlPlaneReachable(string path, int status)
    {
        await using var api = await StartAsync(app =>
        {
            app.UsePathBase("/base");
            app.MapValhalla();
            app.MapGet("/api/deals", () => "deals");
        });

        var context = await api.App.GetTestServer().SendAsync(c =>
        {
            c.Request.Method = "GET";
            c.Request.Host = new HostString("localhost");
            c.Request.Path = new PathString(path);
        });

        Assert.Equal(status, context.Response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/base/report", 200)]
    [InlineData("HEAD", "/base/report", 200)]
    [InlineData("GET", "/base/more/report", 404)]
    [InlineData("GET", "/base/tenants/7/report", 200)]
    [InlineData("POST", "/base/report", 403)]
    [InlineData("GET", "/base/act", 403)]
    [InlineData("GET", "/base/any/thing", 403)]
    [InlineData("GET", "/base/free", 403)]
    [InlineData("GET", "/base/../report", 403)]
    [InlineData("POST", "/pay/report", 403)]
    [InlineData("GET", "/pay/act", 403)]
    public async Task PathBase_WithoutUseValhalla_FindsTheEndpointThatOnlyReads(string verb, string path, int status)
    {
        var acted = 0;
        await using var api = await StartAsync(app =>
        {
            app.UsePathBase("/base");
            app.Map("/pay", branch => branch.Run(context =>
            {
                acted++;
                return context.Response.WriteAsync("paid");
            }));
            app.MapValhalla();
            app.MapMethods("/report", ["GET", "HEAD"], () => "report").WithExecutionClass(ExecutionClass.ReadOnly);
            app.MapGet("/tenants/{id:int}/report", (int id) => id).WithExecutionClass(ExecutionClass.ReadOnly);
            app.MapGet("/any/{**rest}", () => "x").WithExecutionClass(ExecutionClass.ReadOnly);
            app.MapPost("/report", () => ++acted);
            app.MapGet("/act", () => ++acted).WithExecutionClass(ExecutionClass.ProdExec);
            app.MapGet("/free", () => ++acted);
        });

        var context = await api.App.GetTestServer().SendAsync(c =>
        {
            c.Request.Method = verb;
            c.Request.Host = new HostString("localhost");
            c.Request.Path = new PathString(path);
        });

        Assert.Equal((status, 0), (context.Response.StatusCode, acted));
    }

    [Fact]
    public async Task PathBase_WithRoutingAfterIt_JudgesTheEndpointBehindIt()
    {
        await using var api = await StartAsync(app =>
        {
            app.UsePathBase("/base");
            app.UseRouting();
            app.MapValhalla();
            app.MapFallback(() => "reached");
        });

        var state = await api.GetJsonAsync("/base/api/governance/go-live/state");
        Assert.False(state.GetProperty("go_live_enabled").GetBoolean());
        await TestApi.ProblemAsync(await api.GetAsync("/base/api/deals"), 403, "go_live_disabled");
        await TestApi.ProblemAsync(
            await api.GetAsync("/other/api/governance/go-live/state"), 403, "go_live_disabled");
    }

    [Fact]
    public async Task Options_OfTheServer_IsRefusedAndNoFailure()
    {
        await using var api = await StartAsync();

        var context = await api.App.GetTestServer().SendAsync(static c =>
        {
            c.Request.Method = "OPTIONS";
            c.Request.Host = new HostString("localhost");
            c.Request.Path = default;
        });

        Assert.Equal(403, context.Response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("///")]
    [InlineData("docs")]
    [InlineData("//docs")]
    [InlineData("/docs//")]
    [InlineData("/docs//x")]
    [InlineData("/./docs")]
    [InlineData("/docs/..")]
    [InlineData("/*")]
    [InlineData("/{path}")]
    [InlineData("/do cs")]
    [InlineData("/%2f")]
    [InlineData("/docs?x")]
    [InlineData("/docs;x")]
    [InlineData(@"/docs\x")]
    public async Task Start_WithAPrefixThatIsNone_FailsWithItsId(string prefix)
    {
        var error = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => StartAsync(
            configure: b => b.Configuration["Valhalla:GoLive:ExemptPrefixes:0"] = prefix));

        Assert.StartsWith("VG0104: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithASlashBehindThePrefix_Works()
    {
        await using var api = await StartAsync(
            configure: b => b.Configuration["Valhalla:GoLive:ExemptPrefixes:0"] = "/docs/");

        Assert.Equal("reached", await api.Client.GetStringAsync(new Uri("/docs/x", UriKind.Relative)));
    }
}
