using System.Net;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Access;

namespace Valhalla.Governance.AspNetCore.Tests.Access;

/// <summary>Which headers tell of a proxy, and which a developer's own client sends.</summary>
public sealed class LocalCallerTests
{
    [Theory]
    [InlineData("X-Remote-Addr")]
    [InlineData("Remote-Addr")]
    [InlineData("Remote_Addr")]
    [InlineData("Client-Address")]
    [InlineData("X-Client-Address")]
    [InlineData("Max-Forwards")]
    [InlineData("X-ForwardedFor")]
    [InlineData("X-ForwardedHost")]
    [InlineData("X-Forwarder")]
    [InlineData("X-Rewrite-URL")]
    [InlineData("X-Original-URL")]
    [InlineData("Surrogate-Capability")]
    [InlineData("X-RemoteIP")]
    [InlineData("X-ClientAddr")]
    [InlineData("X-Remote-User")]
    [InlineData("X-Source-IP")]
    [InlineData("X-Ngrok-Id")]
    [InlineData("CDN-Loop")]
    [InlineData("Proxy-Connection")]
    public void Header_OfAProxy_ClosesTheDoor(string name) => Assert.Equal(DeveloperDoor.Closed, DoorWith(name));

    [Theory]
    [InlineData("Accept")]
    [InlineData("Accept-Encoding")]
    [InlineData("Accept-Language")]
    [InlineData("User-Agent")]
    [InlineData("Referer")]
    [InlineData("Origin")]
    [InlineData("Sec-Fetch-Site")]
    [InlineData("Sec-CH-UA-Platform")]
    [InlineData("Sec-CH-Viewport-Width")]
    [InlineData("Sec-GPC")]
    [InlineData("Sec-WebSocket-Key")]
    [InlineData("Cookie")]
    [InlineData("Authorization")]
    [InlineData("Content-Type")]
    [InlineData("Content-Length")]
    [InlineData("Content-Encoding")]
    [InlineData("traceparent")]
    [InlineData("tracestate")]
    [InlineData("baggage")]
    [InlineData("Request-Id")]
    [InlineData("Correlation-Context")]
    [InlineData("X-Correlation-Id")]
    [InlineData("X-Requested-With")]
    [InlineData("X-CSRF-Token")]
    [InlineData("X-Api-Key")]
    [InlineData("Cache-Control")]
    [InlineData("DNT")]
    [InlineData("Upgrade-Insecure-Requests")]
    [InlineData("Upgrade")]
    [InlineData("Connection")]
    [InlineData("Keep-Alive")]
    [InlineData("Idempotency-Key")]
    [InlineData("If-None-Match")]
    [InlineData("If-Modified-Since")]
    [InlineData("TE")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Expect")]
    [InlineData("Range")]
    [InlineData("Pragma")]
    [InlineData("Priority")]
    [InlineData("Date")]
    [InlineData("From")]
    [InlineData("Purpose")]
    [InlineData("Access-Control-Request-Method")]
    [InlineData("Access-Control-Request-Private-Network")]
    public void Header_OfAClient_LeavesItOpen(string name) => Assert.Equal(DeveloperDoor.ThisMachine, DoorWith(name));

    private static DeveloperDoor DoorWith(string header)
    {
        var context = new DefaultHttpContext
        {
            Request = { Protocol = HttpProtocol.Http11, Host = new HostString("localhost", 8000) },
            Connection = { RemoteIpAddress = IPAddress.Loopback },
        };
        context.Request.Headers[header] = "x";
        return LocalCaller.DoorOf(context, isTestServer: false);
    }
}
