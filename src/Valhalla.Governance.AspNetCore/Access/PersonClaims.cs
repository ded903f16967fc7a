using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>Which person an authenticated identity is: whoever vouches for it, and what it is called there.</summary>
internal static class PersonClaims
{
    private const int MaxLength = 500;

    // As tokens name it, and as ASP.NET Core's handlers map it.
    private static readonly string[] SubjectTypes = ["sub", ClaimTypes.NameIdentifier];

    /// <summary>Issuer and subject; null where no identity has a subject, and only the name is known.</summary>
    public static string? IdOf(ClaimsPrincipal user)
    {
        foreach (var identity in user.Identities)
        {
            if (identity.IsAuthenticated && SubjectOf(identity) is { } subject)
            {
                var issuer = identity.FindFirst("iss")?.Value is { Length: > 0 } named ? named : subject.Issuer;

                // The first space ends the issuer, so that no two pairs make one id.
                var id = $"{issuer.Replace(" ", "%20", StringComparison.Ordinal)} {subject.Value}";
                return IsFit(id) ? id : Digest(id);
            }
        }

        return null;
    }

    private static Claim? SubjectOf(ClaimsIdentity identity)
    {
        foreach (var type in SubjectTypes)
        {
            if (identity.FindFirst(type) is { Value.Length: > 0 } claim)
            {
                return claim;
            }
        }

        return null;
    }

    /// <summary>Whether it can be kept, and shown, as it is.</summary>
    private static bool IsFit(string id) =>
        id.Length <= MaxLength && string.Equals(PlainText.Mend(id, MaxLength), id, StringComparison.Ordinal);

    // Different ids have to stay different: what cannot be kept is kept as its hash.
    private static string Digest(string id) =>
        "sha256 " + Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(id)));
}
