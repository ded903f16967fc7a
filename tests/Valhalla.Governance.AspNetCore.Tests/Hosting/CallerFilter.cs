using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Hosting;

/// <summary>
/// The test server has no connection: a call comes from loopback unless the header <c>Test-Remote</c> says otherwise
/// (<c>none</c> leaves the address out).
/// </summary>
internal sealed class CallerFilter : IStartupFilter
{
    public const string Header = "Test-Remote";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            var remote = context.Request.Headers[Header].ToString();
            context.Request.Headers.Remove(Header);
            context.Connection.RemoteIpAddress = remote switch
            {
                "" => IPAddress.Loopback,
                "none" => null,
                _ => IPAddress.Parse(remote),
            };
            await rest(context);
        });
        next(app);
    };
}
