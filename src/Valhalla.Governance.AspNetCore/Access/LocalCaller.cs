using System.Net;
using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>Tells a developer's own request on this machine from everything that only looks like one.</summary>
internal static class LocalCaller
{
    /// <summary>
    /// From the loopback interface, not forwarded by a proxy on this machine, and addressed to this machine by a name
    /// that a web page elsewhere cannot point here (DNS rebinding).
    /// </summary>
    public static bool IsDeveloper(HttpContext context) =>
        IsLoopback(context.Connection.RemoteIpAddress)
        && !IsForwarded(context.Request.Headers)
        && IsLocalHost(context.Request.Host);

    private static bool IsLoopback(IPAddress? address) =>
        address is not null && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsForwarded(IHeaderDictionary headers)
    {
        foreach (var (name, _) in headers)
        {
            // X-Original-* is what the forwarded-headers middleware leaves behind after it has used X-Forwarded-*.
            if (name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
                || name.Equals("Via", StringComparison.OrdinalIgnoreCase)
                || name.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLocalHost(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.Host.Equals("127.0.0.1", StringComparison.Ordinal)
        || host.Host.Equals("[::1]", StringComparison.Ordinal);
}
