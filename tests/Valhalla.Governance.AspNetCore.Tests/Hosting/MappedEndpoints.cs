using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Valhalla.Governance.AspNetCore.Access;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Tests.Hosting;

/// <summary>The library's endpoints as the host has really mapped them.</summary>
internal sealed record MappedEndpoint(string Verb, string Pattern, string Name, EndpointRole? Role)
{
    /// <summary>A path that the pattern matches.</summary>
    public string Path => Regex.Replace(Pattern, @"\{[^}]*\}", "1");

    public static IReadOnlyList<MappedEndpoint> Of(TestApi api) =>
    [
        .. api.Endpoints
            .Select(e => (Endpoint: e, Ours: e.Metadata.GetMetadata<ValhallaEndpointMetadata>()))
            .Where(e => e.Ours is not null
                && e.Endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("HEAD") != true)
            .Select(e => new MappedEndpoint(
                e.Endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Single() ?? "GET",
                "/" + e.Endpoint.RoutePattern.RawText!.TrimStart('/'),
                e.Ours!.Name,
                e.Ours.Name == "GetHealth" ? null : EndpointRoles.Of(e.Ours.Name)))
            .OrderBy(e => e.Pattern, StringComparer.Ordinal),
    ];

    public HttpRequestMessage Request() => new(new HttpMethod(Verb), new Uri(Path, UriKind.Relative));
}
