using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Http;

public sealed class HostIsolationTests
{
    private static void Contrary(WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(o => o.CustomizeProblemDetails = c => c.ProblemDetails.Title = "host");
        builder.Services.AddOpenApi();
        builder.Services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper;
            o.SerializerOptions.NumberHandling = JsonNumberHandling.WriteAsString;
            o.SerializerOptions.WriteIndented = true;
            o.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault;
        });
    }

    private static void Map(WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapOpenApi();
        app.MapValhalla();
        app.MapGet("/host", () => new HostBody(true, 1));
    }

    [Fact]
    public async Task WireFormat_WithContraryHostOptions_IsOurOwnAndTheHostsIsTheirs()
    {
        await using var plain = await TestApi.StartAsync();
        await using var contrary = await TestApi.StartAsync(Contrary, Map);
        const string Path = "/api/governance/risk/check-and-reserve";
        const string Body = """{"engine":"WHOLESALE","amount":2000000,"reserve":false}""";

        var expected = await (await plain.PostAsync(Path, Body)).Content.ReadAsStringAsync();
        var answer = await (await contrary.PostAsync(Path, Body)).Content.ReadAsStringAsync();

        Assert.Equal(expected, answer);
        await TestApi.ProblemAsync(await contrary.PostAsync(Path, "{"), 400, "invalid_json");
        Assert.Contains(
            "\"IS-HOST\"",
            await contrary.Client.GetStringAsync(new Uri("/host", UriKind.Relative)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_OfTheHost_DescribesEveryEndpointInWireNames()
    {
        await using var api = await TestApi.StartAsync(Contrary, Map);

        var document = await api.GetJsonAsync("/openapi/v1.json");

        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(o => (Path: p.Name, Operation: o.Value)))
            .Where(o => o.Path is not "/host").ToArray();
        var mapped = MappedEndpoint.Of(api).Where(e => e.Name != "UnknownGovernanceEndpoint").Select(e => e.Name);
        Assert.Equal(
            mapped.Order(StringComparer.Ordinal),
            operations.Select(o => o.Operation.GetProperty("operationId").GetString()).Order(StringComparer.Ordinal));
        Assert.All(operations, o =>
        {
            Assert.NotEmpty(o.Operation.GetProperty("summary").GetString()!);
            Assert.NotEmpty(o.Operation.GetProperty("description").GetString()!);
            Assert.NotEmpty(o.Operation.GetProperty("tags").EnumerateArray());
            Assert.True(o.Operation.GetProperty("responses").TryGetProperty("200", out _));
        });
        var reserve = document.GetProperty("paths").GetProperty("/api/governance/risk/reserve").GetProperty("post");
        var content = reserve.GetProperty("requestBody").GetProperty("content");
        Assert.True(content.TryGetProperty("application/json", out _));
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var body = schemas.GetProperty("ReserveBody");
        Assert.True(body.GetProperty("properties").TryGetProperty("correlation_id", out _));
        Assert.Equal(
            ["amount", "engine"],
            body.GetProperty("required").EnumerateArray()
                .Select(r => r.GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Problem_FollowsRfc9457AndCarriesTheTraceId()
    {
        await using var api = await TestApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/governance/risk/reservations/x");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        using var response = await api.Client.SendAsync(request);

        var problem = await TestApi.ProblemAsync(response, 404, "not_found");
        Assert.Equal("urn:valhalla:problem:not_found", problem.GetProperty("type").GetString());
        Assert.Equal("Not found", problem.GetProperty("title").GetString());
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", problem.GetProperty("correlation_id").GetString());
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", response.Headers.GetValues("X-Correlation-Id").Single());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("GET", "/api/governance/risk/reserve", 405, "method_not_allowed")]
    [InlineData("DELETE", "/api/governance/risk/policies", 405, "method_not_allowed")]
    [InlineData("GET", "/api/governance/nothing", 404, "not_found")]
    [InlineData("POST", "/api/governance", 404, "not_found")]
    public async Task UnknownEndpoint_IsAProblemToo(string verb, string path, int status, string code)
    {
        await using var api = await TestApi.StartAsync();

        using var response = await api.Client.SendAsync(new HttpRequestMessage(new HttpMethod(verb), path));

        await TestApi.ProblemAsync(response, status, code);
    }

    [Fact]
    public async Task Health_OfTheHostAtTheSamePath_Wins()
    {
        await using var api = await TestApi.StartAsync(map: app =>
        {
            app.MapValhalla();
            app.MapGet("/health", () => "host");
        });

        Assert.Equal("host", await api.Client.GetStringAsync(new Uri("/health", UriKind.Relative)));
    }

    [Fact]
    public async Task Health_OfOurs_NamesTheChecks()
    {
        await using var api = await TestApi.StartAsync(b => b.Services.AddHealthChecks().AddCheck(
            "storage", () => Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult.Unhealthy()));

        using var response = await api.GetAsync("/health");

        var health = await TestApi.ReadAsync(response, HttpStatusCode.OK);
        Assert.Equal("healthy", health.GetProperty("checks").GetProperty("storage").GetString());
        Assert.Equal("healthy", health.GetProperty("checks").GetProperty("gate_fresh").GetString());
    }

    [Fact]
    public async Task Packs_LeftOut_AreNotMapped()
    {
        await using var api = await TestApi.StartAsync(map: app => app.MapValhalla(o =>
        {
            o.Prefix = "/v2";
            o.Heimdall = false;
            o.HealthPath = null;
        }));

        var names = MappedEndpoint.Of(api).Select(e => e.Name).ToArray();
        Assert.Contains("ReserveRisk", names);
        Assert.DoesNotContain("GetHealth", names);
        Assert.DoesNotContain(names, n => n.Contains("Heimdall", StringComparison.Ordinal));
        using var response = await api.GetAsync("/v2/governance/go-live/state");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task SystemStatus_FromMemory_SaysHowTheNodeStands()
    {
        await using var api = await TestApi.StartAsync();

        var status = await api.GetJsonAsync("/api/system/status");

        Assert.Equal("ok", status.GetProperty("status").GetString());
        Assert.Equal("development", status.GetProperty("environment").GetString());
        Assert.EndsWith("Z", status.GetProperty("time").GetString(), StringComparison.Ordinal);
    }

    private sealed record HostBody(bool IsHost, int Number);
}
