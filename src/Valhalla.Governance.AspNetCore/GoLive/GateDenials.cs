using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>
/// The gate's refusals as problems. Their bytes are made once: a flood of denied requests costs a write each, and the
/// correlation id travels in its header only.
/// </summary>
internal static class GateDenials
{
    private static readonly Denial GoLiveDisabled = new(
        StatusCodes.Status403Forbidden,
        ProblemCodes.GoLiveDisabled,
        "Production execution is not enabled. Look at the runbook, then enable go-live.");

    private static readonly Denial KillSwitchEngaged = new(
        StatusCodes.Status403Forbidden,
        ProblemCodes.KillSwitchEngaged,
        "The kill switch is engaged: nothing executes until it is released, with a reason.");

    private static readonly Denial StateStale = new(
        StatusCodes.Status503ServiceUnavailable,
        ProblemCodes.StateStale,
        "This node cannot confirm the go-live state with its store, so it denies. Send the request again later.");

    public static Task WriteAsync(HttpContext context, GateDecision decision)
    {
        var denial = Of(decision);
        var response = context.Response;
        response.StatusCode = denial.Status;
        response.ContentType = "application/problem+json";
        response.ContentLength = denial.Body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers[CorrelationIds.Header] = CorrelationIds.Of(context);
        if (denial.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "1";
        }

        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(denial.Body, 0, denial.Body.Length, context.RequestAborted);
    }

    /// <summary>The same for the library's own endpoints, with the correlation id in the body too.</summary>
    public static Answer ToAnswer(GateDecision decision) => Answer.Refuse(Of(decision).Problem);

    private static Denial Of(GateDecision decision) => decision switch
    {
        GateDecision.GoLiveDisabled => GoLiveDisabled,
        GateDecision.KillSwitchEngaged => KillSwitchEngaged,
        _ => StateStale,
    };

    private sealed class Denial(int status, string code, string detail)
    {
        public int Status { get; } = status;

        public Problem Problem { get; } = new()
        {
            Status = status,
            Code = code,
            Detail = detail,
            RetryAfterSeconds = status == StatusCodes.Status503ServiceUnavailable ? 1 : null,
        };

        public byte[] Body { get; } = JsonSerializer.SerializeToUtf8Bytes(
            new Problem { Status = status, Code = code, Detail = detail }, WireJson.Context.Problem);
    }
}
