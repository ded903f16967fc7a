using System.Globalization;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>What the follow-up ladder is asked to do.</summary>
internal static class FollowUpWrites
{
    private const int MaxLength = 200;
    private const int DefaultClaim = 10;
    private const int MaxClaim = 100;
    private const int MinLeaseSeconds = 10;
    private const int MaxLeaseSeconds = 3_600;
    private const string Missing = "The field is needed.";
    private const string NotInAPath =
        "An id with a slash or a percent sign has no place in a path: send it as lead_id to followups/stop.";

    public static async ValueTask<Answer> CreateAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadMixedAsync(WireJson.Context.CreateLadderBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = call.Errors;
        var request = new CreateLadderRequest(
            Needed(errors, "lead_id", body.LeadId), errors.Province("province", body.Province))
        {
            Market = errors.OptionalMarket("market", body.Market),
            Owner = errors.Text("owner", body.Owner, MaxLength),
            Actor = call.Author(body.Actor).Name,
            CorrelationId = call.CorrelationId(body.CorrelationId),
            IdempotencyKey = call.IdempotencyKey(body.IdempotencyKey),
        };
        if (errors.Any)
        {
            return errors.ToAnswer();
        }

        var result = await call.Get<IFollowUpLadder>().CreateAsync(request, call.Aborted).ConfigureAwait(false);
        return Refusals.OfKey(result.Idempotency)
            ?? (result.Status == CreateLadderStatus.NoContactWindow ? NoWindow(request) : Of(result));
    }

    public static async ValueTask<Answer> CompleteAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.CompleteFollowUpBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var known = long.TryParse(call.Route("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        var request = new CompleteFollowUpRequest(id)
        {
            Actor = call.Author(body.Actor).Name,
            Outcome = call.Errors.Text("outcome", body.Outcome, MaxLength),
            ClaimId = ClaimId(call.Errors, body.ClaimId),
        };
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        return known
            ? Of(await call.Get<IFollowUpLadder>().CompleteAsync(request, call.Aborted).ConfigureAwait(false))
            : Of(new CompleteFollowUpResult(CompleteFollowUpStatus.TaskUnknown, null));
    }

    public static async ValueTask<Answer> ClaimAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.ClaimFollowUpsBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = call.Errors;
        var worker = NeededProse(errors, "worker", body.Worker);
        var limit = errors.Range("limit", body.Limit, 1, MaxClaim) ?? DefaultClaim;
        var seconds = errors.Range("lease_seconds", body.LeaseSeconds, MinLeaseSeconds, MaxLeaseSeconds);
        if (errors.Any)
        {
            return errors.ToAnswer();
        }

        TimeSpan? lease = seconds is { } given ? TimeSpan.FromSeconds(given) : null;
        var claim = await call.Get<IFollowUpLadder>().ClaimAsync(worker, limit, lease, call.Aborted)
            .ConfigureAwait(false);
        return Answer.Json(
            new ClaimFollowUpsAnswer { Ok = true, ClaimId = claim.ClaimId, Tasks = FollowUpShapes.Of(claim.Tasks) },
            WireJson.Context.ClaimFollowUpsAnswer);
    }

    public static async ValueTask<Answer> StopAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.StopFollowUpsBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var leadId = Needed(call.Errors, "id", call.Route("id"));
        if (leadId.Contains('%', StringComparison.Ordinal))
        {
            // Routing leaves %2F as it is, so it cannot be told from an id that holds these three characters.
            call.Errors.Add("id", NotInAPath);
        }

        return await StopAsync(call, leadId, body.Reason, body.Actor).ConfigureAwait(false);
    }

    public static async ValueTask<Answer> StopLeadAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.StopLeadBody).ConfigureAwait(false);
        return refusal
            ?? await StopAsync(call, Needed(call.Errors, "lead_id", body.LeadId), body.Reason, body.Actor)
                .ConfigureAwait(false);
    }

    private static async ValueTask<Answer> StopAsync(EndpointCall call, string leadId, string? why, string? actor)
    {
        var errors = call.Errors;
        var reason = errors.Choice<FollowUpStopReason>("reason", why);
        var author = call.Author(actor);
        if (why is null)
        {
            errors.Add("reason", Missing);
        }

        if (errors.Any)
        {
            return errors.ToAnswer();
        }

        var request = new StopFollowUpsRequest(leadId, reason!.Value) { Actor = author.Name };
        var stopped = await call.Get<IFollowUpLadder>().StopAsync(request, call.Aborted).ConfigureAwait(false);
        return Answer.Json(
            new StopFollowUpsAnswer
            {
                Ok = stopped.Found || stopped.Recorded,
                Cancelled = stopped.Cancelled,
                Found = stopped.Found,
                Recorded = stopped.Recorded,
            },
            WireJson.Context.StopFollowUpsAnswer);
    }

    private static string NeededProse(FieldErrors errors, string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            errors.Add(field, Missing);
            return "";
        }

        return errors.Prose(field, value, MaxLength) ?? "";
    }

    private static string Needed(FieldErrors errors, string field, string? value)
    {
        if (value is null)
        {
            errors.Add(field, Missing);
        }

        return errors.Text(field, value, MaxLength) ?? "";
    }

    private static Guid? ClaimId(FieldErrors errors, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (!Guid.TryParseExact(value, "D", out var claim))
        {
            errors.Add("claim_id", "A claim id has the form 01939e2c-1f6b-7000-8000-000000000000.");
        }

        return claim;
    }

    private static Answer Of(CreateLadderResult result) => Answer.Json(
        new CreateLadderAnswer
        {
            Ok = true,
            Created = result.Status == CreateLadderStatus.Created,
            LadderId = result.Tasks[0].LadderId,
            Tasks = FollowUpShapes.Of(result.Tasks),
            IdempotentReplay = result.Idempotency == IdempotencyStatus.Replayed,
        },
        WireJson.Context.CreateLadderAnswer);

    private static Answer NoWindow(CreateLadderRequest request) => Refusals.Conflict(
        WireNames.Of(CreateLadderStatus.NoContactWindow),
        $"The market policy of {request.Province} leaves no window in which to contact this lead. Enable it or widen "
        + "it at governance/market/policies/upsert.");

    private static Answer Of(CompleteFollowUpResult result) => result.Status switch
    {
        CompleteFollowUpStatus.TaskUnknown => Answer.Refuse(
            StatusCodes.Status404NotFound,
            WireNames.Of(result.Status),
            "There is no such task. Use the id that ladder/create, due or claim answered."),
        CompleteFollowUpStatus.TaskCancelled => Refusals.Conflict(
            WireNames.Of(result.Status), "The ladder was stopped: do not contact the lead for this task."),
        CompleteFollowUpStatus.ClaimedByAnother => Refusals.Conflict(
            WireNames.Of(result.Status), "Your lease has ended, and another claim holds the task now."),
        _ => Answer.Json(
            new CompleteFollowUpAnswer
            {
                Ok = true,
                AlreadyCompleted = result.Status == CompleteFollowUpStatus.AlreadyCompleted,
                Task = FollowUpShapes.Of(result.Task!),
            },
            WireJson.Context.CompleteFollowUpAnswer),
    };
}
