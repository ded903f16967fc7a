using System.Net;
using System.Net.Sockets;

namespace Valhalla.Governance.Notices;

/// <summary>
/// Addresses that are no receiver of notices: link-local ones, at which clouds hand out a machine's credentials to
/// whoever asks from that machine.
/// </summary>
internal static class WebhookAddresses
{
    // Metadata services that lie outside the link-local ranges: AWS over IPv6, Azure, Alibaba, Oracle.
    private static readonly IPAddress[] Metadata =
    [
        IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("100.100.100.200"),
        IPAddress.Parse("192.0.0.192"),
    ];

    private static readonly IPNetwork LinkLocal = IPNetwork.Parse("169.254.0.0/16");

    // The well-known prefix under which a network translates IPv6 to IPv4.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether nothing is sent there unless a setting allows it.</summary>
    public static bool IsLinkLocal(IPAddress address)
    {
        var real = Unwrap(address);
        return real.IsIPv6LinkLocal || LinkLocal.Contains(real) || Array.Exists(Metadata, real.Equals);
    }

    /// <summary>Whether a URL's host is such an address; a name is resolved when it is connected to.</summary>
    public static bool IsLinkLocal(Uri url) =>
        IPAddress.TryParse(url.IdnHost, out var address) && IsLinkLocal(address);

    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : Translated.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12))
            : new IPAddress(address.GetAddressBytes());
    }
}
