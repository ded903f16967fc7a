using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Access;
using Valhalla.Governance.AspNetCore.GoLive;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// What every call of the library's endpoints goes through: access, cross-site check, the body, limits, the handler,
/// and the mapping of every failure to a problem. Nothing of the host's exception handling or JSON settings takes part.
/// </summary>
internal sealed class EndpointPipeline(
    AccessRules access,
    RequestBodies bodies,
    RequestLimits limits,
    IGoLiveGate gate,
    RefusalRecorder refusals,
    GuardedLogger<EndpointPipeline> logger)
{
    private const int ClientClosedRequest = 499;

    // Made at the first request: mapping needs neither the store nor the gate.
    public static RequestDelegate Build(EndpointSpec spec) =>
        context => context.RequestServices.GetRequiredService<EndpointPipeline>().InvokeAsync(context, spec);

    private async Task InvokeAsync(HttpContext context, EndpointSpec spec)
    {
        var correlationId = CorrelationIds.Of(context);
        context.Response.Headers[CorrelationIds.Header] = correlationId;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        Answer answer;
        byte[] body;
        try
        {
            answer = await DecideAsync(context, spec).ConfigureAwait(false);
            body = answer.Render(correlationId);
        }
        catch (Exception error)
        {
            if (context.RequestAborted.IsCancellationRequested)
            {
                context.Response.StatusCode = ClientClosedRequest;
                return;
            }

            answer = FailureMap.ToAnswer(error, spec, correlationId, logger);
            body = answer.Render(correlationId);
        }

        try
        {
            await answer.WriteAsync(context.Response, body, context.RequestAborted).ConfigureAwait(false);
        }
        catch (ValhallaStoreException error) when (!context.Response.HasStarted)
        {
            // A body that is written while it is made, and not a byte of it yet.
            answer = FailureMap.ToAnswer(error, spec, correlationId, logger);
            await answer.WriteAsync(context.Response, answer.Render(correlationId), context.RequestAborted)
                .ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The caller has gone. What was done stays done, and its idempotency key gets the same answer.
        }
    }

    private async ValueTask<Answer> DecideAsync(HttpContext context, EndpointSpec spec)
    {
        var verdict = await access.DecideAsync(context, spec.Role).ConfigureAwait(false);
        if (verdict != AccessVerdict.Allowed)
        {
            var kind = verdict == AccessVerdict.Unauthenticated ? RefusalKind.Unauthenticated : RefusalKind.Forbidden;
            refusals.Note(kind, Caller.Author(context, claimed: null, hostAuthenticates: true), spec.Name);
            return await AccessDenials.ToAnswerAsync(context, verdict, spec.Role).ConfigureAwait(false);
        }

        if (!spec.IsRead && CrossSiteRules.IsCrossSite(context.Request))
        {
            refusals.Note(
                RefusalKind.CrossSiteRequest,
                Caller.Author(context, claimed: null, hostAuthenticates: true),
                spec.Name);
            return Answer.Refuse(
                StatusCodes.Status403Forbidden,
                ProblemCodes.CrossSiteRequest,
                "A browser sent this for another site. Send it from this site, or without a browser.");
        }

        // Before the permit, which is for work: nobody waits in it for a client.
        var body = await bodies.ReceiveAsync(context.Request, spec, context.RequestAborted).ConfigureAwait(false);
        using var lease = await limits
            .AcquireAsync(spec, spec.IsStop ? CancellationToken.None : context.RequestAborted).ConfigureAwait(false);
        if (lease is { IsAcquired: false })
        {
            return Answer.Refuse(new Problem
            {
                Status = StatusCodes.Status429TooManyRequests,
                Code = ProblemCodes.TooManyRequests,
                Detail = "Too many requests are waiting here. Send it again a little later.",
                RetryAfterSeconds = 1,
            });
        }

        // The class was asked for before the body came, and the queue may have been long.
        if (spec.ExecutionClass is { } executionClass
            && gate.Check(executionClass) is not GateDecision.Allowed and var decision)
        {
            return GateDenials.ToAnswer(decision);
        }

        var call = new EndpointCall(context, spec, body, await HostAuthenticatesAsync(context).ConfigureAwait(false));
        return await spec.Handler(call).ConfigureAwait(false);
    }

    private static async ValueTask<bool> HostAuthenticatesAsync(HttpContext context) =>
        context.RequestServices.GetService<IAuthenticationSchemeProvider>() is { } schemes
        && (await schemes.GetAllSchemesAsync().ConfigureAwait(false)).Any();
}
