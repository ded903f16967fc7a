using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Valhalla.Governance;
using Valhalla.Governance.AspNetCore.GoLive;
using Valhalla.Governance.AspNetCore.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Places the library's middleware in a host's pipeline.</summary>
public static class ValhallaApplicationBuilderExtensions
{
    /// <summary>
    /// Places the go-live middleware here instead of in front of the whole pipeline, where it stands by itself. A host
    /// needs this only when something before it changes the path, such as <c>UsePathBase</c> or a rewrite, and exempt
    /// prefixes of the host's own are meant behind that: call it on the application, right after it. Requests that end
    /// before it are not checked. In a branch it checks once more, and the one in front stays. Execution classes are
    /// enforced by routing and need no middleware.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <returns>The same application.</returns>
    /// <exception cref="ValhallaConfigurationException">VG0801: the library's services are missing.</exception>
    public static IApplicationBuilder UseValhalla(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var placement = app.ApplicationServices.GetService<GoLivePlacement>()
            ?? throw ServicesMissing.For(nameof(UseValhalla));
        placement.Place(app);
        return app.ApplicationServices.GetRequiredService<IOptions<HttpOptions>>().Value.EnforceGoLive
            ? app.UseMiddleware<GoLiveMiddleware>(new RoutingProbe(app))
            : app;
    }
}
