using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.AspNetCore.Tests.Access;

public sealed class AuthorizationMatrixTests
{
    private static readonly string[] Roles = ["read", "operate", "approve", "kill"];

    [Fact]
    public async Task Default_DeveloperOnThisMachine_MayCallEverything()
    {
        await using var api = await TestApi.StartAsync();

        foreach (var endpoint in MappedEndpoint.Of(api))
        {
            using var response = await api.Client.SendAsync(endpoint.Request());
            Assert.True(
                response.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized),
                $"{endpoint.Name}: {response.StatusCode}");
            Assert.True((int)response.StatusCode < 500, $"{endpoint.Name}: {response.StatusCode}");
        }
    }

    [Theory]
    [InlineData("10.0.0.7", null, null, "localhost")]
    [InlineData("127.0.0.1", "X-Forwarded-For", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "Forwarded", "for=1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "X-Original-For", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "X-Real-IP", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "CF-Connecting-IP", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "True-Client-IP", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "X-Client-IP", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "X-Cluster-Client-IP", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "Fastly-Client-IP", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "Fly-Client-IP", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "X-Azure-ClientIP", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "WL-Proxy-Client-IP", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "X-Amz-Cf-Id", "x", "localhost")]
    [InlineData("127.0.0.1", "X-Envoy-External-Address", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "X-Forwarded", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "X_FORWARDED_FOR", "1.2.3.4", "localhost")]
    [InlineData("127.0.0.1", "Via", "1.1 proxy", "localhost")]
    [InlineData("none", "X-Client-IP", "1.2.3.4", "localhost")]
    [InlineData("none", null, null, "evil.example")]
    [InlineData("127.0.0.1", null, null, "evil.example")]
    [InlineData("127.0.0.1", null, null, "localhost.evil.example")]
    public async Task Default_AnybodyElse_Gets403Everywhere(string remote, string? header, string? value, string host)
    {
        await using var api = await TestApi.StartAsync();

        foreach (var endpoint in MappedEndpoint.Of(api).Where(e => e.Role is not null))
        {
            using var request = endpoint.Request();
            request.Headers.Host = host;
            request.Headers.Add(CallerFilter.Header, remote);
            if (header is not null)
            {
                request.Headers.TryAddWithoutValidation(header, value);
            }

            using var response = await api.Client.SendAsync(request);
            await TestApi.ProblemAsync(response, 403, "forbidden");
        }
    }

    [Fact]
    public async Task Default_TestServerWithoutAnAddress_MayCall()
    {
        await using var api = await TestApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/governance/go-live/state");
        request.Headers.Add(CallerFilter.Header, "none");

        using var response = await api.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("HTTP/1.0", 403)]
    [InlineData("HTTP/0.9", 403)]
    [InlineData("HTTP/1.1", 200)]
    [InlineData("HTTP/2", 200)]
    public async Task Default_OldProtocol_IsTakenForAProxy(string protocol, int status)
    {
        await using var api = await TestApi.StartAsync();

        var context = await api.App.GetTestServer().SendAsync(c =>
        {
            c.Request.Protocol = protocol;
            c.Request.Host = new HostString("localhost");
            c.Request.Path = "/api/governance/go-live/state";
        });

        Assert.Equal(status, context.Response.StatusCode);
    }

    [Fact]
    public async Task Default_EachKindOfDoor_IsToldOnceAsAWarning()
    {
        using var log = new RecordedLog(static line => line.Level == LogLevel.Warning);
        await using var api = await TestApi.StartAsync(b => b.Logging.AddProvider(log));
        foreach (var remote in new[] { "127.0.0.1", "127.0.0.1", "none", "none", "10.0.0.7" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/governance/go-live/state");
            request.Headers.Add(CallerFilter.Header, remote);
            using var response = await api.Client.SendAsync(request);
        }

        Assert.Equal([8005, 8006], log.Lines.Select(line => line.Id.Id).Where(id => id is 8005 or 8006));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Default_OutsideDevelopment_Gets403EverywhereButHealth(string environment)
    {
        await using var api = await TestApi.StartAsync(hostEnvironment: environment);

        foreach (var endpoint in MappedEndpoint.Of(api))
        {
            using var response = await api.Client.SendAsync(endpoint.Request());
            Assert.Equal(
                endpoint.Role is null ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Fact]
    public async Task Mapped_EachRole_OpensItsEndpointsAndNoOthers()
    {
        await using var api = await TestApi.StartAsync(RoleScheme.Add, valhalla: RoleScheme.MapAll);

        foreach (var endpoint in MappedEndpoint.Of(api).Where(e => e.Role is not null))
        {
            foreach (var role in Roles)
            {
                using var request = endpoint.Request();
                request.Headers.Add(RoleScheme.Header, role);
                using var response = await api.Client.SendAsync(request);
                var allowed = WireNames.Of(endpoint.Role!.Value) == role;
                Assert.True(
                    allowed == (response.StatusCode != HttpStatusCode.Forbidden),
                    $"{endpoint.Name} as {role}: {response.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Mapped_WithoutLogin_Is401WithTheSchemesHeaderAndNoRedirect()
    {
        await using var api = await TestApi.StartAsync(RoleScheme.Add, valhalla: RoleScheme.MapAll);

        foreach (var endpoint in MappedEndpoint.Of(api).Where(e => e.Role is not null))
        {
            using var response = await api.Client.SendAsync(endpoint.Request());
            await TestApi.ProblemAsync(response, 401, "unauthenticated");
            Assert.Null(response.Headers.Location);
            Assert.Equal("Test", response.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task RequireAuthorization_OnAll_LeavesTheDecisionToTheHost()
    {
        await using var api = await TestApi.StartAsync(
            RoleScheme.Add, app => app.MapValhalla().RequireAuthorization("may-read"), hostEnvironment: "Production");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/governance/go-live/state");
        request.Headers.Add(RoleScheme.Header, "read");

        using var allowed = await api.Client.SendAsync(request);
        using var anonymous = await api.GetAsync("/api/governance/go-live/state");

        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, anonymous.StatusCode);
    }

    [Fact]
    public async Task AllowAnonymous_OnAll_OpensNothing()
    {
        await using var api = await TestApi.StartAsync(
            RoleScheme.Add,
            app => app.MapValhalla().RequireAuthorization("may-read").AllowAnonymous(),
            hostEnvironment: "Production");

        await TestApi.ProblemAsync(await api.GetAsync("/api/governance/go-live/state"), 403, "forbidden");
    }

    [Fact]
    public async Task Start_WithRoleWithoutPolicy_FailsWithItsId()
    {
        var error = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => TestApi.StartAsync(RoleScheme.Add, valhalla: v => v.Authorize(a => a.Read("may-read"))));

        Assert.StartsWith("VG0802: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithUnknownPolicy_FailsWithItsId()
    {
        var error = await Assert.ThrowsAsync<ValhallaConfigurationException>(() => TestApi.StartAsync(
            valhalla: v => v.Authorize(a => a.Read("x").Operate("x").Approve("x").Kill("x"))));

        Assert.Equal("VG0803", error.Id);
    }

    [Fact]
    public void Map_WithoutServices_FailsAtOnceWithItsId()
    {
        var app = WebApplication.CreateBuilder().Build();

        Assert.Equal("VG0801", Assert.Throws<ValhallaConfigurationException>(() => app.MapValhalla()).Id);
        Assert.Equal("VG0801", Assert.Throws<ValhallaConfigurationException>(() => app.UseValhalla()).Id);
    }
}
