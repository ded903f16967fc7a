using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.AspNetCore.Tests.Hosting;

/// <summary>A host's login for tests: the header <c>Test-Roles</c> says who calls and with which roles.</summary>
internal sealed class RoleScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "Test-Roles";

    /// <summary>Subject and name, with a bar between them.</summary>
    public const string PersonHeader = "Test-Person";

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication("Test")
            .AddScheme<AuthenticationSchemeOptions, RoleScheme>("Test", configureOptions: null);
        builder.Services.AddAuthorization(o =>
        {
            foreach (var role in new[] { "read", "operate", "approve", "kill" })
            {
                o.AddPolicy("may-" + role, p => p.RequireAuthenticatedUser().RequireClaim("role", role));
            }
        });
    }

    public static void MapAll(ValhallaBuilder builder) => builder.Authorize(static a => a
        .Read("may-read").Operate("may-operate").Approve("may-approve").Kill("may-kill"));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var roles = Request.Headers[Header].ToString();
        if (roles.Length == 0)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var person = Request.Headers[PersonHeader].ToString().Split('|');
        var claims = roles.Split(',').Select(r => new Claim("role", r)).Append(
            new Claim(ClaimTypes.Name, person.Length == 2 ? Uri.UnescapeDataString(person[1]) : "alice"));
        if (person.Length == 2)
        {
            claims = claims.Append(new Claim("sub", person[0], ClaimValueTypes.String, "https://idp.example"));
        }

        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, "Test"));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, "Test")));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Test";
        Response.Redirect("/login");
        return Task.CompletedTask;
    }
}
