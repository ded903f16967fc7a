using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>
/// Puts the go-live middleware in front of the host's whole pipeline, so that it cannot be forgotten, unless the host
/// has placed it with <c>UseValhalla</c>.
/// </summary>
internal sealed class GoLiveStartupFilter(GoLivePlacement placement, IOptions<HttpOptions> options) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        GoLivePlacement.MarkRoot(app);
        if (options.Value.EnforceGoLive)
        {
            // This runs when the pipeline is put together, after the host has set up its own part.
            app.Use(rest => placement.IsExplicit
                ? rest
                : ActivatorUtilities.CreateInstance<GoLiveMiddleware>(
                    app.ApplicationServices, rest, new RoutingProbe(app)).InvokeAsync);
        }

        next(app);
    };
}
