using System.Globalization;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>What the Heimdall charter is asked to do.</summary>
internal static class HeimdallWrites
{
    private const int MaxJsonBytes = 32 * 1024;

    public static async ValueTask<Answer> UpsertPolicyAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadMixedAsync(WireJson.Context.HeimdallPolicyUpsert).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = call.Errors;
        var author = call.Author(errors.Same("changed_by", body.ChangedBy, "actor", body.Actor));
        var change = new HeimdallPolicyChange(errors.Domain("domain", body.Domain), author)
        {
            MinConfidenceProd = errors.Range("min_confidence_prod", body.MinConfidenceProd, 0, 1),
            MinSandboxTrials = errors.Range("min_sandbox_trials", body.MinSandboxTrials, 1, 1_000_000),
            MinSandboxSuccessRate = errors.Range("min_sandbox_success_rate", body.MinSandboxSuccessRate, 0, 1),
            ProdUseEnabled = body.ProdUseEnabled,
            WindowDays = errors.Range("window_days", body.WindowDays, 1, 366),
            MaxCalibrationError = errors.Range("max_calibration_error", body.MaxCalibrationError, 0, 1),
            RemoveMaxCalibrationError = body.RemovesMaxCalibrationError,
            OutcomeDeadlineHours = errors.Range("outcome_deadline_hours", body.OutcomeDeadlineHours, 1, 8_784),
            Reason = call.Reason(body.Reason),
        };
        if (errors.Any)
        {
            return errors.ToAnswer();
        }

        var policy = await call.Get<IHeimdallCharter>().UpsertPolicyAsync(change, call.Aborted).ConfigureAwait(false);
        return Answer.Json(
            new HeimdallPolicyAnswer { Ok = true, Policy = HeimdallShapes.Of(policy) },
            WireJson.Context.HeimdallPolicyAnswer);
    }

    public static async ValueTask<Answer> RecommendAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.RecommendBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = call.Errors;
        var recommendation = errors.Json("recommendation", body.Recommendation, MaxJsonBytes);
        if (recommendation is null)
        {
            errors.Add("recommendation", "The field is needed.");
        }

        errors.Required("confidence", body.Confidence);
        var request = new RecommendRequest(
            errors.Domain("domain", body.Domain),
            errors.Range("confidence", body.Confidence, 0, 1) ?? 0,
            recommendation ?? "")
        {
            EvidenceJson = errors.Json("evidence", body.Evidence, MaxJsonBytes),
            Actor = call.Author(body.Actor).Name,
            ModelVersion = errors.Text("model_version", body.ModelVersion, WireText.MaxModelVersionLength),
            CorrelationId = call.CorrelationId(body.CorrelationId),
            IdempotencyKey = call.IdempotencyKey(body.IdempotencyKey),
        };
        if (errors.Any)
        {
            return errors.ToAnswer();
        }

        var result = await call.Get<IHeimdallCharter>().RecommendAsync(request, call.Aborted).ConfigureAwait(false);
        return Refusals.OfKey(result.Idempotency)
            ?? Answer.Json(HeimdallShapes.Of(result), WireJson.Context.RecommendAnswer);
    }

    public static async ValueTask<Answer> RecordOutcomeAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.OutcomeBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var author = call.Author(body.Actor);
        if (!call.Errors.Required("success", body.Success) || call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var success = body.Success!.Value;
        var status = long.TryParse(call.Route("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await call.Get<IHeimdallCharter>().RecordOutcomeAsync(id, success, author.Name, call.Aborted)
                .ConfigureAwait(false)
            : OutcomeStatus.RecommendationUnknown;
        return status switch
        {
            OutcomeStatus.RecommendationUnknown => Answer.Refuse(
                StatusCodes.Status404NotFound,
                WireNames.Of(status),
                "There is no such recommendation. Use the id that recommend answered."),
            OutcomeStatus.ConflictingOutcome => Refusals.Conflict(
                WireNames.Of(status), "Another outcome was recorded already, and stays."),
            OutcomeStatus.DeadlinePassed => Refusals.Conflict(
                WireNames.Of(status), "The deadline has passed: it counts as a failure, and stays one."),
            _ => Answer.Json(
                new OutcomeAnswer
                {
                    Ok = true,
                    Id = id,
                    Success = success,
                    AlreadyRecorded = status == OutcomeStatus.AlreadyRecorded,
                },
                WireJson.Context.OutcomeAnswer),
        };
    }

    public static async ValueTask<Answer> PromoteAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.PromotionBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var domain = call.Errors.Domain("domain", body.Domain);
        var version = call.Errors.Text("model_version", body.ModelVersion, WireText.MaxModelVersionLength);
        var author = call.Author(body.Actor);
        var reason = call.Reason(body.Reason);
        return call.Errors.Any
            ? call.Errors.ToAnswer()
            : Of(
                await call.Get<IHeimdallCharter>().PromoteAsync(domain, version, author, reason, call.Aborted)
                    .ConfigureAwait(false),
                domain);
    }

    public static async ValueTask<Answer> DemoteAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.DemotionBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var domain = call.Errors.Domain("domain", body.Domain);
        var author = call.Author(body.Actor);
        var reason = call.Reason(body.Reason);
        return call.Errors.Any
            ? call.Errors.ToAnswer()
            : Of(
                await call.Get<IHeimdallCharter>().DemoteAsync(domain, author, reason, call.Aborted)
                    .ConfigureAwait(false),
                domain);
    }

    private static Answer Of(PromotionResult result, DomainName domain)
    {
        if (result.Policy is not { } policy)
        {
            return Answer.Refuse(
                StatusCodes.Status404NotFound,
                WireNames.Of(HeimdallReason.PolicyMissing),
                $"{domain} has no Heimdall policy. Create one at governance/heimdall/policies/upsert.");
        }

        return result.Ok
            ? Answer.Json(
                new PromotionAnswer
                {
                    Ok = true,
                    Domain = domain.Value,
                    ProdUseEnabled = policy.ProdUseEnabled,
                    Policy = HeimdallShapes.Of(policy),
                    Scorecard = result.Scorecard is { } card ? HeimdallShapes.Of(card) : null,
                },
                WireJson.Context.PromotionAnswer)
            : Answer.Refuse(new Problem
            {
                Status = StatusCodes.Status409Conflict,
                Code = ProblemCodes.NotPromotable,
                Detail = "The trials do not clear the policy. Record more outcomes, or look at the scorecard.",
                Reasons = HeimdallShapes.Names(result.Reasons),
            });
    }
}
