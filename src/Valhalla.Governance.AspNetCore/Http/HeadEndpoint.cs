using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Valhalla.Governance.AspNetCore.Caching;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// The HEAD beside a GET, as RFC 9110 asks: the same answer without its body. An endpoint of its own, because two verbs
/// at one endpoint would be two operations of one name in the OpenAPI document.
/// </summary>
internal static class HeadEndpoint
{
    public static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints, string path, RequestDelegate run, ValhallaEndpointMetadata ours)
    {
        var head = endpoints.MapMethods(path, [HttpMethods.Head], run)
            .WithDisplayName($"HEAD {path} (Valhalla)")
            .WithMetadata(ours)
            .ExcludeFromDescription();
        head.Finally(NoCache.ApplyTo);
        return head;
    }
}
