using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>What a caller without access is told.</summary>
internal static class AccessDenials
{
    public static async ValueTask<Answer> ToAnswerAsync(HttpContext context, AccessVerdict verdict, EndpointRole role)
    {
        if (verdict == AccessVerdict.Unauthenticated)
        {
            await ChallengeAsync(context).ConfigureAwait(false);
            return Answer.Refuse(
                StatusCodes.Status401Unauthorized,
                ProblemCodes.Unauthenticated,
                "Say who you are, in the way the WWW-Authenticate header names.");
        }

        return Answer.Refuse(
            StatusCodes.Status403Forbidden,
            ProblemCodes.Forbidden,
            verdict == AccessVerdict.Forbidden
                ? $"Your identity has not the role '{WireNames.Of(role)}' here. Ask whoever runs this service for it."
                : "These endpoints are closed until the host says who may call: AddValhalla(v => v.Authorize(…)). "
                    + "In Development a direct call from this machine to localhost, HTTP/1.1 or later, is allowed.");
    }

    /// <summary>
    /// Lets the host's scheme add its <c>WWW-Authenticate</c> header. A scheme for browsers answers with a redirect to
    /// a login page, which is no answer to an API call and is taken back.
    /// </summary>
    private static async ValueTask ChallengeAsync(HttpContext context)
    {
        if (context.RequestServices.GetService<IAuthenticationSchemeProvider>() is { } schemes
            && await schemes.GetDefaultChallengeSchemeAsync().ConfigureAwait(false) is { } scheme)
        {
            await context.ChallengeAsync(scheme.Name).ConfigureAwait(false);
            context.Response.Headers.Remove("Location");
        }
    }
}
