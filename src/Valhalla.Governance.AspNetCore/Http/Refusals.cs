using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Refusals that several features share.</summary>
internal static class Refusals
{
    public static Answer NotFound(string detail) =>
        Answer.Refuse(StatusCodes.Status404NotFound, ProblemCodes.NotFound, detail);

    public static Answer Conflict(string code, string detail) =>
        Answer.Refuse(StatusCodes.Status409Conflict, code, detail);

    /// <summary>A reason is a field of the request, so that its absence is a mistake in the request.</summary>
    public static Answer ReasonRequired()
    {
        var errors = new FieldErrors();
        errors.Add("reason", "Say why: this change is audited with its reason.", ProblemCodes.ReasonRequired);
        return errors.ToAnswer();
    }

    /// <summary>The refusal of an idempotency key; null when the key was taken or none was given.</summary>
    public static Answer? OfKey(IdempotencyStatus status) => status switch
    {
        IdempotencyStatus.KeyReused => KeyReused(),
        IdempotencyStatus.InFlight => InFlight(),
        _ => null,
    };

    public static Answer KeyReused() => Conflict(
        "idempotency_key_reused",
        "This idempotency key was used for another request. Take a new key for a new request.");

    public static Answer InFlight() => Conflict(
        "in_flight",
        "The first request with this idempotency key is still running. Send it again a little later.");
}
