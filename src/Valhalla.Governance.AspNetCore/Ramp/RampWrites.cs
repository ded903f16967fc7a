using System.Globalization;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;
using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.AspNetCore.Ramp;

/// <summary>What the influence ramp is asked to do.</summary>
internal static class RampWrites
{
    private const int BasisPointsPerPercent = 100;

    public static async ValueTask<Answer> StepAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.RampChangeBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var author = call.Author(body.Actor);
        var reason = call.Reason(body.Reason);
        return call.Errors.Any
            ? call.Errors.ToAnswer()
            : Of(await call.Get<IInfluenceRamp>().StepAsync(author, reason, call.Aborted).ConfigureAwait(false));
    }

    public static async ValueTask<Answer> SetAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.RampSetBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        if (body.Percent == 0)
        {
            return await StopAsync(call, body.Actor, body.Reason, note: null).ConfigureAwait(false);
        }

        var errors = call.Errors;
        var author = call.Author(body.Actor);
        var reason = call.Reason(body.Reason);
        errors.Required("percent", body.Percent);
        var percent = body.Percent ?? 0;
        if (percent is < 0 or > 100
            || percent * BasisPointsPerPercent != decimal.Truncate(percent * BasisPointsPerPercent))
        {
            errors.Add("percent", "0 to 100 with at most two decimals is allowed.");
        }

        return errors.Any
            ? errors.ToAnswer()
            : Of(await call.Get<IInfluenceRamp>()
                .SetAsync((int)(percent * BasisPointsPerPercent), author, reason, body.Override, call.Aborted)
                .ConfigureAwait(false));
    }

    public static ValueTask<Answer> KillAsync(EndpointCall call)
    {
        var text = StopText.Read(call.Body, call.Context.Request.ContentType);
        return StopAsync(call, text.Actor, text.Reason, text.Note);
    }

    public static async ValueTask<Answer> ObserveAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.RampObservationsBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var given = body.Observations ?? [];
        if (given.Count is 0 or > RampObservations.MaxBatch)
        {
            call.Errors.Add("observations", "1 to 1 000 observations are needed.");
            return call.Errors.ToAnswer();
        }

        var observations = given.Select((one, index) => Read(call.Errors, one, index)).ToList();
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        await call.Get<IInfluenceRamp>().ObserveAsync(observations, call.Aborted).ConfigureAwait(false);
        return Answer.Json(
            new RampObservationsAnswer { Ok = true, Recorded = observations.Count },
            WireJson.Context.RampObservationsAnswer);
    }

    private static RampObservation Read(FieldErrors errors, RampObservationBody? body, int index)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"observations[{index}].");
        if (body is null)
        {
            errors.Add(at.TrimEnd('.'), "An observation is an object.");
            return new RampObservation("", default);
        }

        var unit = errors.Text(at + "unit", body.Unit, RampObservations.MaxUnitLength);
        if (unit is null)
        {
            errors.Add(at + "unit", "The field is needed.");
        }

        var decision = errors.Choice<InfluenceDecision>(at + "decision", body.Decision);
        if (body.Decision is null)
        {
            errors.Required(at + "decision", decision);
        }

        if (body.Step < 0)
        {
            errors.Add(at + "step", "A step is a whole number from 0 on.");
        }

        return new RampObservation(unit ?? "", decision ?? default)
        {
            IncumbentOutcome =
                errors.Text(at + "incumbent_outcome", body.IncumbentOutcome, RampObservations.MaxOutcomeLength),
            CandidateOutcome =
                errors.Text(at + "candidate_outcome", body.CandidateOutcome, RampObservations.MaxOutcomeLength),
            IncumbentValue = body.IncumbentValue,
            CandidateValue = body.CandidateValue,
            Step = body.Step,
            CorrelationId =
                errors.Text(at + "correlation_id", body.CorrelationId, WireText.MaxCorrelationIdLength),
        };
    }

    private static async ValueTask<Answer> StopAsync(EndpointCall call, string? actor, string? reason, string? note)
    {
        var stop = KeptStop.Of(call.Stopper(actor, note), reason);
        var result = await call.Get<IInfluenceRamp>().KillAsync(stop.Author, stop.Reason, call.Aborted)
            .ConfigureAwait(false);
        return Of(result, stop.Author.Note);
    }

    private static Answer Of(RampChangeResult result, string? note = null) => result.Status switch
    {
        RampChangeStatus.ReasonRequired => Refusals.ReasonRequired(),
        RampChangeStatus.Held => Answer.Refuse(new Problem
        {
            Status = StatusCodes.Status409Conflict,
            Code = result.Holds[0].Code.StartsWith(RampRules.GuardPrefix, StringComparison.Ordinal)
                ? ProblemCodes.RampGuardFailing
                : result.Holds[0].Code,
            Detail = string.Join(' ', result.Holds.Select(hold => hold.Detail)),
            Reasons = [.. result.Holds.Select(hold => hold.Code)],
        }),
        _ => Answer.Json(RampShapes.Of(result, note), WireJson.Context.InfluenceAnswer),
    };
}
