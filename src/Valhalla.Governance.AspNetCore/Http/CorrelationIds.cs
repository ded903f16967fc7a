using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>The id that links an answer with the caller's trace and the host's logs.</summary>
internal static class CorrelationIds
{
    public const string Header = "X-Correlation-Id";

    /// <summary>
    /// The trace id of the current activity, else of the caller's <c>traceparent</c>, else the request's own.
    /// </summary>
    public static string Of(HttpContext context)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            return activity.TraceId.ToHexString();
        }

        return ActivityContext.TryParse(context.Request.Headers.TraceParent, traceState: null, out var parent)
            ? parent.TraceId.ToHexString()
            : context.TraceIdentifier;
    }
}
