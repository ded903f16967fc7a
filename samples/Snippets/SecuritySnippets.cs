using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Snippets;

internal static class SecuritySnippets
{
    public static void Authorize(WebApplicationBuilder builder)
    {
        #region security-authorize
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("governance.read", policy => policy.RequireRole("staff"))
            .AddPolicy("governance.operate", policy => policy.RequireRole("operator"))
            .AddPolicy("governance.approve", policy => policy.RequireRole("approver"))
            .AddPolicy("governance.kill", policy => policy.RequireRole("staff"));
        builder.Services.AddValhalla(valhalla => valhalla.Authorize(access => access
            .Read("governance.read")
            .Operate("governance.operate")
            .Approve("governance.approve")
            .Kill("governance.kill")));
        #endregion
    }

    public static void Require(WebApplication app)
    {
        #region security-require
        app.MapValhalla().RequireAuthorization("governance");
        #endregion
    }
}
