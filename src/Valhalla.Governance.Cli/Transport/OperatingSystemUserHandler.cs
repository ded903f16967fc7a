using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Cli.Transport;

/// <summary>
/// Makes the user of the operating system the authenticated identity of every request. Nobody vouches for it: whoever
/// can open the database can call himself anything, so that all of them are one person to every rule that asks for two.
/// </summary>
internal sealed class OperatingSystemUserHandler(
    OperatingSystemUser user,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "OperatingSystem";
    private const string Issuer = "valhalla";
    private const string Subject = "cli";

    /// <summary>The author of a change past the API: the person that the API would make of the claims.</summary>
    public static ChangeAuthor AuthorOf(OperatingSystemUser user, string? claimed) => new(
        user.Name,
        string.Equals(claimed, user.Name, StringComparison.Ordinal) ? null : claimed,
        PersonId: $"{Issuer} {Subject}");

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(user), Scheme)));

    private static ClaimsPrincipal PrincipalOf(OperatingSystemUser user) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, user.Name),
            new Claim(ClaimTypes.NameIdentifier, Subject, ClaimValueTypes.String, Issuer),
        ],
        Scheme));
}
