using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.AspNetCore.Tests.Hosting;

/// <summary>A small host of the real Core over its in-memory stores, called as a developer on this machine.</summary>
public sealed class TestApi : IAsyncDisposable
{
    private readonly string _folder;

    private TestApi(WebApplication app, string folder)
    {
        App = app;
        _folder = folder;
        Client = app.GetTestClient();
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => App.Services;

    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public static async Task<TestApi> StartAsync(
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null,
        Action<ValhallaBuilder>? valhalla = null,
        string hostEnvironment = "Development",
        string governed = "development",
        bool operations = true)
    {
        var folder = Directory.CreateTempSubdirectory("valhalla-http-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = hostEnvironment });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();

        // The sample's settings lie beside the tests, and are not theirs.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ENV"] = governed,
            ["Valhalla:GoLive:LatchFile"] = Path.Combine(folder, "latch.json"),
            ["Valhalla:GoNoGo:RecordDirectory"] = Path.Combine(folder, "audit"),
        });
        builder.Services.AddSingleton<IStartupFilter, CallerFilter>();
        configure?.Invoke(builder);
        var added = builder.Services.AddValhallaCore().AddValhallaHttp();
        if (operations)
        {
            added.AddValhallaOperations();
        }

        valhalla?.Invoke(added);
        Signals.StandIn(builder.Services);
        var app = builder.Build();
        (map ?? (static a => a.MapValhalla()))(app);
        await app.StartAsync();
        return new TestApi(app, folder);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> PostAsync(string path, string json, string type = "application/json") =>
        Client.PostAsync(new Uri(path, UriKind.Relative), Body(json, type));

    public async Task<JsonElement> GetJsonAsync(string path) =>
        await ReadAsync(await GetAsync(path), HttpStatusCode.OK);

    public async Task<JsonElement> PostJsonAsync(
        string path, string json, HttpStatusCode status = HttpStatusCode.OK) =>
        await ReadAsync(await PostAsync(path, json), status);

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>Asserts that the answer is a problem of the status and code, and returns it.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("detail").GetString()));
        return problem;
    }

    public static ByteArrayContent Body(string text, string? type = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return content;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
