using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Snippets;

internal static class HostingSnippets
{
    public static void PickParts(WebApplicationBuilder builder)
    {
        #region hosting-parts
        builder.Services.AddValhallaCore().UseSqlite("/var/lib/deals/valhalla.db").AddValhallaHttp();
        #endregion
    }

    public static void OwnEngine(WebApplicationBuilder builder)
    {
        #region risk-policy-seed
        builder.Services.AddValhalla(v => v.RiskPolicy("MY_ENGINE", maxDailyLoss: 100, maxDailyExposure: 2_000));
        #endregion
    }

    public static void LeaveOut(WebApplication app)
    {
        #region hosting-map
        app.MapValhalla(options =>
        {
            options.Prefix = "/internal/api";
            options.Heimdall = false;
        });
        #endregion
    }
}
