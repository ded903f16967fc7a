using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Execution;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Caching;

/// <summary>Under the caches of a host, what is said and done is always of now.</summary>
public sealed class NoCacheTests
{
    private int _count;

    [Theory]
    [InlineData("/acts/plain")]
    [InlineData("/acts/asked-for")]
    [InlineData("/acts/attribute")]
    [InlineData("/acts/public")]
    [InlineData("/group/inner")]
    public async Task OutputCache_EndpointThatActs_IsNeverServedFromIt(string path)
    {
        await using var api = await StartAsync();
        await EnableAsync(api);

        var first = await TextAsync(api, path);
        Assert.NotEqual(first, await TextAsync(api, path));
        await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", "{}");

        using var killed = await api.GetAsync(path);
        await TestApi.ProblemAsync(killed, 403, "kill_switch_engaged");
    }

    [Theory]
    [InlineData("/acts/plain")]
    [InlineData("/acts/public")]
    [InlineData("/acts/attribute")]
    public async Task Answer_OfAnEndpointThatActs_SaysNoStore(string path)
    {
        await using var api = await StartAsync();
        await EnableAsync(api);

        using var response = await api.GetAsync(path);

        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.False(response.Headers.CacheControl.Public);
    }

    [Fact]
    public async Task OutputCache_OwnEndpoints_AreNeverServedFromIt()
    {
        await using var api = await StartAsync();
        await EnableAsync(api);
        foreach (var path in MappedEndpoint.Of(api).Where(e => e.Verb == "GET").Select(e => e.Path))
        {
            using var first = await api.GetAsync(path);
            using var second = await api.GetAsync(path);
            Assert.False(second.Headers.Contains("Age"), path);
        }

        Assert.False((await StateAsync(api)).GetProperty("kill_switch_engaged").GetBoolean());
        await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", "{}");
        Assert.True((await StateAsync(api)).GetProperty("kill_switch_engaged").GetBoolean());
    }

    [Fact]
    public async Task OutputCache_OtherEndpointsOfTheHost_KeepTheirCopies()
    {
        await using var api = await StartAsync();
        await EnableAsync(api);

        Assert.Equal(await TextAsync(api, "/reads"), await TextAsync(api, "/reads"));
        Assert.Equal(await TextAsync(api, "/free"), await TextAsync(api, "/free"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OutputCache_BeforeRoutingIsKnown_KeepsNothingOfOurs(bool usesRouting)
    {
        await using var api = await TestApi.StartAsync(
            static builder =>
            {
                builder.Services.AddOutputCache(
                    static options => options.AddBasePolicy(static policy => policy.Expire(TimeSpan.FromHours(1))));
                builder.Services.AddSingleton<Executions>();
                builder.Services.AddRazorPages().AddApplicationPart(typeof(NoCacheTests).Assembly);
            },
            app =>
            {
                app.UseOutputCache();
                if (usesRouting)
                {
                    app.UseRouting();
                }

                app.MapValhalla();
                app.MapGet("/acts", Next).WithExecutionClass(ExecutionClass.ProdExec);
                app.MapGet("/free", Next);
                app.MapRazorPages();
            },
            governed: "production");
        await EnableAsync(api);

        Assert.Equal(await TextAsync(api, "/free"), await TextAsync(api, "/free"));
        foreach (var path in (string[])["/acts", "/payout?handler=Act"])
        {
            Assert.NotEqual(await TextAsync(api, path), await TextAsync(api, path));
        }

        Assert.False((await StateAsync(api)).GetProperty("kill_switch_engaged").GetBoolean());
        await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", "{}");
        Assert.True((await StateAsync(api)).GetProperty("kill_switch_engaged").GetBoolean());
        foreach (var path in (string[])["/acts", "/payout?handler=Act"])
        {
            await TestApi.ProblemAsync(await api.GetAsync(path), 403, "kill_switch_engaged");
        }
    }

    [Fact]
    public async Task ResponseCache_EndpointThatActs_IsNeverServedFromIt()
    {
        await using var api = await TestApi.StartAsync(
            builder => builder.Services.AddResponseCaching(),
            app =>
            {
                app.UseResponseCaching();
                app.MapValhalla();
                app.MapGet("/acts", Public).WithExecutionClass(ExecutionClass.ProdExec);
                app.MapGet("/free", Public);
            },
            governed: "production");
        await EnableAsync(api);

        Assert.Equal(await TextAsync(api, "/free"), await TextAsync(api, "/free"));
        Assert.NotEqual(await TextAsync(api, "/acts"), await TextAsync(api, "/acts"));
        await api.PostJsonAsync("/api/governance/go-live/kill-switch/engage", "{}");
        await TestApi.ProblemAsync(await api.GetAsync("/acts"), 403, "kill_switch_engaged");
    }

    private Task<TestApi> StartAsync() => TestApi.StartAsync(
        builder => builder.Services.AddOutputCache(
            static options => options.AddBasePolicy(static policy => policy.Expire(TimeSpan.FromHours(1)))),
        app =>
        {
            app.UseOutputCache();
            app.MapValhalla().CacheOutput().WithMetadata(new OutputCacheAttribute { Duration = 3_600 });
            app.MapGet("/acts/plain", Next).WithExecutionClass(ExecutionClass.ProdExec);
            app.MapGet("/acts/asked-for", Next).WithExecutionClass(ExecutionClass.ProdExec).CacheOutput();
            app.MapGet("/acts/attribute", [ExecutionClass(ExecutionClass.ProdExec), OutputCache] () => Next());
            app.MapGet("/acts/public", Public).WithExecutionClass(ExecutionClass.ProdExec);
            app.MapGroup("/group").WithExecutionClass(ExecutionClass.ProdExec).MapGet("/inner", Next).CacheOutput();
            app.MapGet("/reads", Next).WithExecutionClass(ExecutionClass.ReadOnly);
            app.MapGet("/free", Next);
        },
        governed: "production");

    private string Next() => $"answer {Interlocked.Increment(ref _count)}";

    private string Public(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Next();
    }

    private static Task<System.Text.Json.JsonElement> EnableAsync(TestApi api) =>
        api.PostJsonAsync("/api/governance/go-live/enable", """{"override":true,"reason":"test"}""");

    private static Task<System.Text.Json.JsonElement> StateAsync(TestApi api) =>
        api.GetJsonAsync("/api/governance/go-live/state");

    private static async Task<string> TextAsync(TestApi api, string path)
    {
        using var response = await api.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
