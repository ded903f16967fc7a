using Valhalla.Governance.AspNetCore.Access;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>What the board is told.</summary>
internal static class GoNoGoWrites
{
    private const int LongestReviewDays = 366;
    private const string Needed = "The field is needed.";

    public static async ValueTask<Answer> PostEvidenceAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.EvidencePostBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var items = EvidenceFields.Read(call, body);
        var post = new EvidencePost(items, call.Author(body.Actor).Name, call.IdempotencyKey(body.IdempotencyKey));
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var result = await call.Get<IGoNoGoBoard>().PostEvidenceAsync(post, call.Aborted).ConfigureAwait(false);
        if (result.Reserved.Count > 0)
        {
            return GoNoGoRefusals.Reserved(result.Reserved);
        }

        return Refusals.OfKey(result.Idempotency) ?? Answer.Json(
            new EvidencePostAnswer
            {
                Ok = true,
                Count = result.Count,
                IdempotentReplay = result.Idempotency == IdempotencyStatus.Replayed,
            },
            WireJson.Context.EvidencePostAnswer);
    }

    public static async ValueTask<Answer> EvaluateAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.EvaluateBoardBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var author = call.Author(body.Actor);
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var evaluation = await call.Get<IGoNoGoBoard>().EvaluateAsync(author, call.Aborted).ConfigureAwait(false);
        return Answer.Json(GoNoGoShapes.Of(evaluation), WireJson.Context.EvaluationBody);
    }

    public static async ValueTask<Answer> SignOffAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.SignOffRequestBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var role = RequiredChoice<SignOffRole>(call, "role", body.Role);
        var request = new SignOffRequest(
            Hash(call, body.Hash),
            role,
            Signer(call, body.Actor),
            call.Errors.Prose("comment", body.Comment, WireText.MaxReasonLength));
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var result = await call.Get<IGoNoGoBoard>().SignOffAsync(request, call.Aborted).ConfigureAwait(false);
        return result.Ok
            ? Answer.Json(
                new SignOffAnswer
                {
                    Ok = true,
                    Status = WireNames.Of(result.Status),
                    Hash = request.Hash,
                    SignOff = GoNoGoShapes.Of(result.SignOff!),
                    MissingRoles = GoNoGoShapes.Names(result.Evaluation?.MissingRoles ?? []),
                },
                WireJson.Context.SignOffAnswer)
            : GoNoGoRefusals.Of(result.Status);
    }

    public static async ValueTask<Answer> DecideAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.DecideBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var decision = RequiredChoice<GoNoGoOutcome>(call, "decision", body.Decision);
        CheckJustification(call, body.Justification);
        CheckReview(call, body.NextReviewAt);
        var request = new GoNoGoDecisionRequest(
            decision, Hash(call, body.Hash), body.Justification ?? "", Signer(call, body.Actor), body.NextReviewAt);
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var result = await call.Get<IGoNoGoBoard>().DecideAsync(request, call.Aborted).ConfigureAwait(false);
        return result.Decision is { } made
            ? Answer.Json(
                new DecisionAnswer
                {
                    Ok = true,
                    Decision = GoNoGoShapes.Of(made, withCriteria: true),
                    RecordFile = result.RecordFile,
                    Warning = result.RecordFile is null
                        ? "The decision stands in the database. Its file could not be written, and is tried again."
                        : null,
                },
                WireJson.Context.DecisionAnswer)
            : GoNoGoRefusals.Of(result);
    }

    private static T RequiredChoice<T>(EndpointCall call, string field, string? value)
        where T : struct, Enum
    {
        var choice = call.Errors.Choice<T>(field, value);
        if (value is null)
        {
            call.Errors.Add(field, $"One of {WireNames.ListCapitals<T>()} is needed.");
        }

        return choice ?? default;
    }

    private static string Hash(EndpointCall call, string? hash)
    {
        if (!GoNoGoHash.IsValid(hash))
        {
            call.Errors.Add("hash", "The hash of an evaluation is needed: 64 lower-case hex digits.");
        }

        return hash ?? "";
    }

    /// <summary>Who signs. Nobody signs without a name.</summary>
    private static ChangeAuthor Signer(EndpointCall call, string? actor)
    {
        var author = call.Author(actor);
        if (actor is null && string.Equals(author.Name, Caller.Unknown, StringComparison.Ordinal))
        {
            call.Errors.Add("actor", "Say who you are: this host authenticates nobody.");
        }
        else if (string.IsNullOrWhiteSpace(author.Name))
        {
            call.Errors.Add("actor", "A name is needed.");
        }

        return author;
    }

    private static void CheckJustification(EndpointCall call, string? justification)
    {
        if (string.IsNullOrWhiteSpace(justification))
        {
            call.Errors.Add("justification", Needed);
        }
        else
        {
            call.Errors.Prose("justification", justification, WireText.MaxReasonLength);
        }
    }

    private static void CheckReview(EndpointCall call, DateTimeOffset? nextReviewAt)
    {
        var now = call.Get<IStoreClock>().Now;
        if (nextReviewAt <= now || nextReviewAt - now > TimeSpan.FromDays(LongestReviewDays))
        {
            call.Errors.Add("next_review_at", "A time in the future, within 366 days, is needed.");
        }
    }
}
