using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>
/// Refuses unsafe requests that a browser sends on behalf of another site, so that no antiforgery tokens are needed.
/// A client that is not a browser sends neither header.
/// </summary>
internal static class CrossSiteRules
{
    public static bool IsCrossSite(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site.Count > 0)
        {
            return site.Count > 1
                || !(string.Equals(site[0], "same-origin", StringComparison.Ordinal)
                    || string.Equals(site[0], "none", StringComparison.Ordinal));
        }

        var origin = request.Headers.Origin;
        if (origin.Count == 0)
        {
            return false;
        }

        // Only the authority is compared: behind a proxy that ends TLS, the scheme seen here is not the browser's.
        return origin.Count > 1
            || !Uri.TryCreate(origin[0], UriKind.Absolute, out var uri)
            || !string.Equals(WithPort(uri.Host, uri.IsDefaultPort ? null : uri.Port), Authority(request.Host),
                StringComparison.OrdinalIgnoreCase);
    }

    private static string Authority(HostString host) =>
        WithPort(host.Host, host.Port is 80 or 443 ? null : host.Port);

    private static string WithPort(string host, int? port) =>
        port is null ? host : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{host}:{port}");
}
