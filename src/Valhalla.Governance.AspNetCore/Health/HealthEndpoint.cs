using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance.AspNetCore.Caching;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Health;

/// <summary>
/// Runs the library's health checks for an orchestrator: open to everybody, so it names the checks and their status
/// and nothing else.
/// </summary>
internal static class HealthEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints, string path)
    {
        var ours = new ValhallaEndpointMetadata("GetHealth", path.TrimStart('/'), path.TrimStart('/'));
        HeadEndpoint.Map(endpoints, path, InvokeAsync, ours).AllowAnonymous().Add(BehindTheHosts);
        var endpoint = endpoints.MapMethods(path, [HttpMethods.Get], InvokeAsync)
            .WithName("GetHealth")
            .WithTags("System")
            .WithSummary("Says whether this node can do its work.")
            .WithDescription("200 when healthy or degraded, 503 when not.")
            .WithMetadata(
                ours,
                Parameters.None,
                new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(HealthBody), ["application/json"]),
                new ProducesResponseTypeMetadata(
                    StatusCodes.Status503ServiceUnavailable, typeof(HealthBody), ["application/json"]))
            .AllowAnonymous();
        endpoint.Add(BehindTheHosts);
        endpoint.Finally(NoCache.ApplyTo);
    }

    private static void BehindTheHosts(EndpointBuilder builder) => ((RouteEndpointBuilder)builder).Order = int.MaxValue;

    private static async Task InvokeAsync(HttpContext context)
    {
        var report = await context.RequestServices.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(static c => c.Tags.Contains(HealthServices.Tag), context.RequestAborted)
            .ConfigureAwait(false);
        var body = new HealthBody
        {
            Status = WireNames.Of(report.Status),
            Checks = report.Entries.ToDictionary(
                static e => e.Key[HealthServices.Prefix.Length..],
                static e => WireNames.Of(e.Value.Status),
                StringComparer.Ordinal),
        };
        context.Response.StatusCode = report.Status == HealthStatus.Unhealthy
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Context.HealthBody);
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
