using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Valhalla.Governance.AspNetCore.GoLive;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.AspNetCore.Tests.GoLive;

public sealed class GoLiveMiddlewareTests
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
    [InlineData("/api/deals")]
    [InlineData("/")]
    [InlineData("/api/governancex/go-live/state")]
    [InlineData("/api/governance./go-live/state")]
    [InlineData("/API/GOVERNANCE/go-live/state")]
    [InlineData("/api//governance/go-live/state")]
    [InlineData("//api/governance/go-live/state")]
    [InlineData("/api/governance//deals")]
    [InlineData("/api/governance/../deals")]
    [InlineData("/api/governance/..%2fdeals")]
    [InlineData(@"/api/governance/..\deals")]
    [InlineData("/api/governance/%2e%2e/deals")]
    [InlineData("/api/governance%2f..%2fdeals")]
    [InlineData("/api/governance;x/deals")]
    [InlineData("/api/governance/x;/../../deals")]
    [InlineData("/health.")]
    [InlineData("/healthy")]
    [InlineData("/docs\0/x")]
    [InlineData("/api/system/status2")]
    [InlineData("/api/system")]
    public async Task Request_OutsideTheExemptPrefixes_Is403WhileGoLiveIsOff(string path)
    {
        await using var api = await StartAsync();

        // The path as a server hands it on: decoded, but for %2F. A client would tidy it first.
        var context = await api.App.GetTestServer().SendAsync(c =>
        {
            c.Request.Method = "GET";
            c.Request.Host = new HostString("localhost");
            c.Request.Path = new PathString(path);
        });

        Assert.Equal(403, context.Response.StatusCode);
        Assert.Equal("application/problem+json", context.Response.ContentType);
    }

    [Theory]
    [InlineData("/api/governance/go-live/state")]
    [InlineData("/api/governance")]
    [InlineData("/api/system/status")]
    [InlineData("/health")]
    [InlineData("/docs")]
    [InlineData("/docs/index.html")]
    [InlineData("/docs/")]
    public async Task Request_BelowAnExemptPrefix_Passes(string path)
    {
        await using var api = await StartAsync();

        using var response = await api.GetAsync(path);

        Assert.NotEqual(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Request_AfterEnable_Passes()
    {
        await using var api = await StartAsync();
        await api.PostJsonAsync("/api/governance/go-live/enable", """{"override":true,"reason":"test"}""");

        Assert.Equal("reached", await api.Client.GetStringAsync(new Uri("/api/deals", UriKind.Relative)));
    }

    [Fact]
    public async Task Request_WithKillSwitchAndGoLiveOff_IsStillRefused()
    {
        await using var api = await StartAsync();
        await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", "{}");

        await TestApi.ProblemAsync(await api.GetAsync("/api/deals"), 403, "go_live_disabled");
    }

    [Fact]
    public async Task Request_WithKillSwitchAndGoLiveOn_PassesUnlessItExecutes()
    {
        await using var api = await StartAsync(app =>
        {
            Everything(app);
            app.MapPost("/api/deals", () => "dealt").WithExecutionClass(ExecutionClass.ProdExec);
        });
        await api.PostJsonAsync("/api/governance/go-live/enable", """{"override":true,"reason":"test"}""");
        await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", "{}");

        using var read = await api.GetAsync("/api/other");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        await TestApi.ProblemAsync(await api.PostAsync("/api/deals", "{}"), 403, "kill_switch_engaged");
    }

    [Fact]
    public async Task Request_InADevelopmentEnvironment_Passes()
    {
        await using var api = await TestApi.StartAsync(map: Everything);

        Assert.Equal("reached", await api.Client.GetStringAsync(new Uri("/api/deals", UriKind.Relative)));
    }

    [Fact]
    public async Task Request_WithTheMiddlewareSwitchedOff_Passes()
    {
        await using var api = await StartAsync(
            configure: b => b.Configuration["Valhalla:Http:EnforceGoLive"] = "false");

        Assert.Equal("reached", await api.Client.GetStringAsync(new Uri("/api/deals", UriKind.Relative)));
    }

    [Fact]
    public async Task PathBase_WithUseValhallaAfterIt_KeepsTheControlPlaneReachable()
    {
        await using var api = await StartAsync(app =>
        {
            app.UsePathBase("/base");
            app.UseValhalla();
            Everything(app);
        });

        using var state = await api.GetAsync("/base/api/governance/go-live/state");
        Assert.Equal(HttpStatusCode.OK, state.StatusCode);
        await TestApi.ProblemAsync(await api.GetAsync("/base/api/deals"), 403, "go_live_disabled");
        await TestApi.ProblemAsync(await api.GetAsync("/api/deals"), 403, "go_live_disabled");
    }

    [Fact]
    public async Task Group_AroundTheEndpoints_MovesTheExemptPrefixWithThem()
    {
        await using var api = await StartAsync(app =>
        {
            app.MapGroup("/ops").MapValhalla(o => o.Prefix = "/v1");
            app.Map("/{**path}", context => context.Response.WriteAsync("reached")).WithOrder(int.MaxValue);
        });

        using var state = await api.GetAsync("/ops/v1/governance/go-live/state");
        Assert.Equal(HttpStatusCode.OK, state.StatusCode);
        await TestApi.ProblemAsync(await api.GetAsync("/ops/v1/deals"), 403, "go_live_disabled");
        await TestApi.ProblemAsync(await api.GetAsync("/ops"), 403, "go_live_disabled");
    }

    [Fact]
    public void Middleware_AllowedRequest_AllocatesNothing()
    {
        var middleware = new GoLiveMiddleware(static _ => Task.CompletedTask, new OpenGate(), exempt: null!);
        var context = new DefaultHttpContext();

        var allocated = Allocations.LeastOf(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                _ = middleware.InvokeAsync(context);
            }
        });

        Assert.Equal(0, allocated);
    }
}
