using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>
/// Asks routing which endpoint a request would get, and leaves no trace of it: the real routing comes later, behind
/// what the host has put before it. For requests that would be refused otherwise.
/// </summary>
internal sealed class RoutingProbe
{
    // The names under which UseRouting keeps what it works on.
    private const string RouteBuilderKey = "__EndpointRouteBuilder";
    private const string GlobalRouteBuilderKey = "__GlobalEndpointRouteBuilder";

    private readonly Lazy<RequestDelegate?> _routing;

    public RoutingProbe(IApplicationBuilder app) => _routing = new Lazy<RequestDelegate?>(() => Build(app));

    /// <summary>The endpoint; null where there is none.</summary>
    public async ValueTask<Endpoint?> FindAsync(HttpContext context)
    {
        if (_routing.Value is not { } routing)
        {
            return null;
        }

        var (endpoint, values) = (context.Features.Get<IEndpointFeature>(), context.Request.RouteValues);
        var found = new Found();
        context.Features.Set<IEndpointFeature>(found);
        context.Request.RouteValues = [];
        try
        {
            await routing(context).ConfigureAwait(false);
            return found.Real;
        }
        finally
        {
            context.Features.Set(endpoint);
            context.Request.RouteValues = values;
        }
    }

    private static RequestDelegate? Build(IApplicationBuilder app)
    {
        var branch = app.New();
        branch.Properties.Remove(GlobalRouteBuilderKey);
        branch.UseRouting();
        if (!branch.Properties.TryGetValue(RouteBuilderKey, out var value) || value is not IEndpointRouteBuilder routes)
        {
            return null;
        }

        routes.DataSources.Add(app.ApplicationServices.GetRequiredService<EndpointDataSource>());
        branch.Run(static _ => Task.CompletedTask);
        return branch.Build();
    }

    /// <summary>Shows an endpoint without metadata, so that routing runs nothing by itself.</summary>
    private sealed class Found : IEndpointFeature
    {
        private static readonly Endpoint Stub = new(
            static _ => Task.CompletedTask, EndpointMetadataCollection.Empty, "probe");

        public Endpoint? Real { get; private set; }

        Endpoint? IEndpointFeature.Endpoint
        {
            get => Real is null ? null : Stub;
            set => Real = value;
        }
    }
}
