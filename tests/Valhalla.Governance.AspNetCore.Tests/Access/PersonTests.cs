using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.AspNetCore.Tests.Access;

/// <summary>Who is who over HTTP: issuer and subject, whatever the name is.</summary>
public sealed class PersonTests
{
    private const string Release = "/api/governance/go-live/kill-switch/release";

    [Fact]
    public async Task Release_QuorumOfTwo_CountsSubjectsAndShowsNames()
    {
        await using var api = await StartAsync();

        (await SendAsync(api, "7", "Ann A.", Release)).Expect(HttpStatusCode.Accepted);
        await TestApi.ProblemAsync(await SendAsync(api, "7", "Ann B.", Release), 409, "already_approved");
        await TestApi.ProblemAsync(await SendAsync(api, "7", "\u0410nn A.", Release), 409, "already_approved");
        var state = await ReadAsync(api, "/api/governance/go-live/state");
        Assert.Equal(["Ann A."], state.GetProperty("release_approvals").EnumerateArray().Select(n => n.GetString()));
        (await SendAsync(api, "8", "Ann A.", Release)).Expect(HttpStatusCode.OK);

        var newest = (await ReadAsync(api, "/api/governance/audit?action=kill_switch.release"))[0];
        Assert.Equal("Ann A.", newest.GetProperty("actor").GetString());
        Assert.Equal("https://idp.example 8", newest.GetProperty("actor_id").GetString());
    }

    [Fact]
    public async Task Change_TextThatCannotBeSeen_IsKeptWithoutIt()
    {
        await using var api = await StartAsync();

        (await SendAsync(api, "7", "A\u200Bnn\u202E", "/api/governance/go-live/disable", "qui\u2060et\u00A0night"))
            .Expect(HttpStatusCode.OK);
        (await SendAsync(api, "7", "Ann", "/api/governance/go-live/kill-switch/engage", "\uFF46ire"))
            .Expect(HttpStatusCode.OK);

        var record = (await ReadAsync(api, "/api/governance/audit?action=kill_switch.engage"))[0];
        Assert.Equal("fire", record.GetProperty("reason").GetString());
        await TestApi.ProblemAsync(
            await SendAsync(api, "7", "Ann", Release, "\u200B"), 400, "invalid_request");
    }

    [Fact]
    public async Task Refusals_OfEveryKind_AreInTheAudit()
    {
        await using var api = await StartAsync();
        using var nobody = await api.GetAsync("/api/governance/go-live/state");
        using var reader = new HttpRequestMessage(HttpMethod.Post, "/api/governance/go-live/disable");
        reader.Headers.Add(RoleScheme.Header, "read");
        using var refused = await api.Client.SendAsync(reader);
        using var browser = new HttpRequestMessage(HttpMethod.Post, "/api/governance/go-live/disable");
        browser.Headers.Add(RoleScheme.Header, "operate");
        browser.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var foreign = await api.Client.SendAsync(browser);
        (await SendAsync(api, "7", "Ann A.", Release)).Expect(HttpStatusCode.Accepted);
        await TestApi.ProblemAsync(await SendAsync(api, "7", "Ann A.", Release), 409, "already_approved");
        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden],
            [nobody.StatusCode, refused.StatusCode, foreign.StatusCode]);

        await Eventually.TrueAsync(
            () => api.Services.GetRequiredService<IAuditTrail>()
                .ListAsync(new AuditQuery { Limit = 100 }).AsTask().GetAwaiter().GetResult()
                .Count(record => record.Action.StartsWith("access.", StringComparison.Ordinal)) == 4,
            "every refusal has its record");

        var items = (await ReadAsync(api, "/api/governance/audit")).EnumerateArray()
            .Where(item => item.GetProperty("action").GetString()!.StartsWith("access.", StringComparison.Ordinal))
            .ToDictionary(item => item.GetProperty("action").GetString()!, item => item);
        Assert.Equal(
            ["access.cross_site_request", "access.forbidden", "access.self_approval", "access.unauthenticated"],
            items.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("alice", items["access.forbidden"].GetProperty("actor").GetString());
        Assert.Contains("DisableGoLive", items["access.forbidden"].GetProperty("reason").GetString());
        Assert.Equal("Ann A.", items["access.self_approval"].GetProperty("actor").GetString());
        Assert.Equal("127.0.0.1", items["access.unauthenticated"].GetProperty("source_address").GetString());
    }

    private static async Task<TestApi> StartAsync()
    {
        var api = await TestApi.StartAsync(
            builder =>
            {
                RoleScheme.Add(builder);
                builder.Configuration["Valhalla:GoLive:ReleaseQuorum"] = "2";
            },
            valhalla: RoleScheme.MapAll);
        await api.Services.GetRequiredService<IGoLiveGate>().EngageKillSwitchAsync(new("kim"), "smoke");
        return api;
    }

    private static Task<HttpResponseMessage> SendAsync(
        TestApi api, string subject, string name, string path, string reason = "mended")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = TestApi.Body(JsonSerializer.Serialize(new { reason })),
        };
        request.Headers.Add(RoleScheme.Header, "read,operate,approve,kill");
        request.Headers.Add(RoleScheme.PersonHeader, $"{subject}|{Uri.EscapeDataString(name)}");
        return api.Client.SendAsync(request);
    }

    private static async Task<JsonElement> ReadAsync(TestApi api, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(RoleScheme.Header, "read");
        using var response = await api.Client.SendAsync(request);
        return await TestApi.ReadAsync(response, HttpStatusCode.OK);
    }
}

file static class Expectations
{
    public static void Expect(this HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        response.Dispose();
    }
}
