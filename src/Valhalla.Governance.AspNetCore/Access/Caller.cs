using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>Who is behind a request, as records keep it.</summary>
internal static class Caller
{
    public const string Unknown = "anonymous";

    /// <summary>
    /// The authenticated identity, with the name in the body as a claim. Where the host authenticates nobody, the name
    /// in the body is all there is.
    /// </summary>
    public static ChangeAuthor Author(HttpContext context, string? claimed, bool hostAuthenticates)
    {
        var address = context.Connection.RemoteIpAddress?.ToString();
        if (context.User.Identity?.IsAuthenticated != true)
        {
            return hostAuthenticates
                ? new ChangeAuthor(Unknown, claimed, address)
                : new ChangeAuthor(claimed ?? Unknown, ClaimedName: null, address);
        }

        var name = NameOf(context.User);
        return new ChangeAuthor(
            name,
            string.Equals(claimed, name, StringComparison.Ordinal) ? null : claimed,
            address,
            PersonClaims.IdOf(context.User));
    }

    private static string NameOf(ClaimsPrincipal user)
    {
        var name = user.Identity!.Name
            ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value
            ?? user.FindFirst("sub")?.Value;
        return PlainText.Mend(name, WireText.MaxActorLength) ?? "authenticated";
    }
}
