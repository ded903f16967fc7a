using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>What a failure inside an endpoint is to its caller.</summary>
internal static class FailureMap
{
    public static Answer ToAnswer(Exception error, EndpointSpec spec, string correlationId, ILogger logger)
    {
        switch (error)
        {
            case PolicyValidationException policy:
                return ToAnswer(policy);
            case ValhallaStoreException store:
                return ToAnswer(store, spec.Name, correlationId, logger);
            case BadHttpRequestException bad:
                return Answer.Refuse(
                    bad.StatusCode is >= 400 and < 500 ? bad.StatusCode : StatusCodes.Status400BadRequest,
                    bad.StatusCode switch
                    {
                        StatusCodes.Status408RequestTimeout => ProblemCodes.RequestTimeout,
                        StatusCodes.Status413PayloadTooLarge => ProblemCodes.PayloadTooLarge,
                        _ => ProblemCodes.InvalidRequest,
                    },
                    "The request's body could not be read. Send it complete and within its limit.");
            case ArgumentException and not ArgumentNullException:
                HttpLog.RefusedLate(logger, error, spec.Name, correlationId);
                return Answer.Refuse(
                    StatusCodes.Status400BadRequest,
                    ProblemCodes.InvalidRequest,
                    "A value is out of range. Compare the request with the endpoint's documentation.");
            case OperationCanceledException:
                HttpLog.StoreFailed(logger, error, spec.Name, CodeOf(StoreFailure.Unavailable), correlationId);
                return Answer.Refuse(new Problem
                {
                    Status = StatusCodes.Status503ServiceUnavailable,
                    Code = CodeOf(StoreFailure.Unavailable),
                    Detail = "The service is stopping. Send the request again, with the same idempotency key.",
                    RetryAfterSeconds = 5,
                });
            default:
                HttpLog.Failed(logger, error, spec.Name, correlationId);
                return Answer.Refuse(
                    StatusCodes.Status500InternalServerError,
                    ProblemCodes.InternalError,
                    "This is a mistake of the service, not of the request. Its log has more under the correlation id.");
        }
    }

    public static Answer ToAnswer(PolicyValidationException policy) => Answer.Refuse(new Problem
    {
        Status = StatusCodes.Status422UnprocessableEntity,
        Code = ProblemCodes.InvalidPolicy,
        Detail = policy.Message,
        Errors = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [policy.Field] = [policy.Message],
        },
    });

    public static Answer ToAnswer(ValhallaStoreException store, string name, string correlationId, ILogger logger)
    {
        var code = CodeOf(store.Failure);
        HttpLog.StoreFailed(logger, store, name, code, correlationId);
        return Answer.Refuse(new Problem
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Code = code,
            Detail = "The store could not answer, so nothing may be assumed done. "
                + "Send the request again, with the same idempotency key where it has one.",
            RetryAfterSeconds = store.Failure is StoreFailure.Busy or StoreFailure.Overloaded ? 1 : 5,
        });
    }

    /// <summary>The stable code of a failing store, as <see cref="StoreFailure"/> documents it.</summary>
    public static string CodeOf(StoreFailure failure) => failure switch
    {
        StoreFailure.Busy => "busy",
        StoreFailure.Full => "storage_full",
        StoreFailure.Overloaded => "overloaded",
        StoreFailure.SchemaMismatch => "schema_mismatch",
        _ => "store_unavailable",
    };
}
