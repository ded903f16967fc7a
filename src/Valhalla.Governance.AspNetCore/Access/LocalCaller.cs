using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>Tells a developer's own request on this machine from everything that only looks like one.</summary>
internal static class LocalCaller
{
    /// <summary>How further such words begin: <c>Forwarded</c>, <c>ForwardedFor</c>, <c>Max-Forwards</c>.</summary>
    private const string ForwardWord = "forward";

    /// <summary>Words that stand in the names of headers which proxies and networks of them add.</summary>
    private static readonly FrozenSet<string> ProxyWords = FrozenSet.ToFrozenSet(
        [
            "via", "ip", "ipaddress", "clientip", "realip", "socketip", "remoteip", "sourceip", "addr", "address",
            "remoteaddr", "clientaddr", "clientaddress", "remote", "proxy", "proxied", "proxyuser", "original",
            "originalhost", "rewrite", "surrogate", "edge", "cdn", "gateway", "ingress", "balancer", "cf", "cloudfront",
            "cloudflare", "fastly", "akamai", "envoy", "arr", "amzn", "amz", "azure", "appengine", "appgw", "fly",
            "vercel", "netlify", "nf", "varnish", "haproxy", "traefik", "nginx", "squid", "ngrok", "incap", "sucuri",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// From the loopback interface, not forwarded by a proxy on this machine, and addressed to this machine by a name
    /// that a web page elsewhere cannot point here (DNS rebinding). HTTP/1.0 is what proxies speak that add no header.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="isTestServer">Whether the server takes calls in memory, which come from nowhere.</param>
    public static DeveloperDoor DoorOf(HttpContext context, bool isTestServer)
    {
        var request = context.Request;
        if (IsOld(request.Protocol) || IsForwarded(request.Headers) || !IsLocalHost(request.Host))
        {
            return DeveloperDoor.Closed;
        }

        return context.Connection.RemoteIpAddress switch
        {
            { } address => IsLoopback(address) ? DeveloperDoor.ThisMachine : DeveloperDoor.Closed,
            _ => isTestServer ? DeveloperDoor.TestServer : DeveloperDoor.Closed,
        };
    }

    private static bool IsOld(string protocol) => !(
        HttpProtocol.IsHttp11(protocol) || HttpProtocol.IsHttp2(protocol) || HttpProtocol.IsHttp3(protocol));

    private static bool IsLoopback(IPAddress address) =>
        IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsForwarded(IHeaderDictionary headers)
    {
        var words = ProxyWords.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var (name, _) in headers)
        {
            foreach (var word in name.AsSpan().SplitAny('-', '_'))
            {
                var part = name.AsSpan()[word];
                if (words.Contains(part) || part.StartsWith(ForwardWord, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsLocalHost(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.Host.Equals("127.0.0.1", StringComparison.Ordinal)
        || host.Host.Equals("[::1]", StringComparison.Ordinal);
}
