using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.GoLive;
using Valhalla.Governance.AspNetCore.Risk;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// Answers the library's exceptions from the host's own endpoints with the problems that the library's endpoints give
/// for the same. Mistakes in how the host is set up stay the host's to answer.
/// </summary>
internal sealed class ExceptionProblems(GuardedLogger<ExceptionProblems> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is ExecutionDeniedException denied)
        {
            await GateDenials.WriteAsync(httpContext, denied.Decision).ConfigureAwait(false);
            return true;
        }

        var correlationId = CorrelationIds.Of(httpContext);
        var answer = exception switch
        {
            RiskDeniedException { Result: { } result } => RiskRefusals.Of(result),
            RiskDeniedException => Refusals.Conflict(
                WireNames.Of(ReserveStatus.WouldExceedPolicy), "The risk guard denied it. Nothing was booked."),
            ValhallaStoreException store => FailureMap.ToAnswer(store, NameOf(httpContext), correlationId, logger),
            PolicyValidationException policy => FailureMap.ToAnswer(policy),
            _ => null,
        };
        if (answer is null)
        {
            return false;
        }

        var response = httpContext.Response;
        response.Headers[CorrelationIds.Header] = correlationId;
        response.Headers.CacheControl = "no-store";
        await answer.WriteAsync(response, answer.Render(correlationId), httpContext.RequestAborted)
            .ConfigureAwait(false);
        return true;
    }

    private static string NameOf(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? context.Request.Path.ToString();
}
