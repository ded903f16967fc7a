using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>What the endpoints of the go-live gate do.</summary>
internal static class GoLiveHandlers
{
    public static ValueTask<Answer> GetStateAsync(EndpointCall call) =>
        new(Answer.Json(GoLiveShapes.Of(call.Get<IGoLiveGate>().Current), WireJson.Context.GoLiveStateBody));

    public static async ValueTask<Answer> GetChecklistAsync(EndpointCall call)
    {
        var status = await call.Get<IRunbook>().GetStatusAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json(GoLiveShapes.Checklist(status), WireJson.Context.ChecklistBody);
    }

    public static async ValueTask<Answer> EnableAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.GoLiveEnableBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var request = new GoLiveEnableRequest(
            call.Author(body.Actor), call.Reason(body.Reason), body.Override ?? false);
        return call.Errors.Any
            ? call.Errors.ToAnswer()
            : Of(await call.Get<IGoLiveGate>().EnableAsync(request, call.Aborted).ConfigureAwait(false));
    }

    public static ValueTask<Answer> DisableAsync(EndpointCall call) =>
        StopAsync(call, static (gate, author, reason, token) => gate.DisableAsync(author, reason, token));

    public static ValueTask<Answer> EngageAsync(EndpointCall call) =>
        StopAsync(call, static (gate, author, reason, token) => gate.EngageKillSwitchAsync(author, reason, token));

    public static ValueTask<Answer> ReleaseAsync(EndpointCall call) =>
        ChangeAsync(call, static (gate, author, reason, token) => gate.ReleaseKillSwitchAsync(author, reason, token));

    private static async ValueTask<Answer> ChangeAsync(EndpointCall call, Change change)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.GoLiveChangeBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var author = call.Author(body.Actor);
        var reason = call.Reason(body.Reason);
        return call.Errors.Any
            ? call.Errors.ToAnswer()
            : Of(await change(call.Get<IGoLiveGate>(), author, reason, call.Aborted).ConfigureAwait(false));
    }

    private static async ValueTask<Answer> StopAsync(EndpointCall call, Change change)
    {
        var text = StopText.Read(call.Body, call.Context.Request.ContentType);
        var stop = KeptStop.Of(call.Stopper(text.Actor, text.Note), text.Reason);
        var result = await change(call.Get<IGoLiveGate>(), stop.Author, stop.Reason, call.Aborted)
            .ConfigureAwait(false);
        return Of(result, stop.Author.Note);
    }

    private static Answer Of(GoLiveChangeResult result, string? note = null) => result.Status switch
    {
        GoLiveChangeStatus.ReasonRequired => Refusals.ReasonRequired(),
        GoLiveChangeStatus.ChecksFailing => Answer.Refuse(new Problem
        {
            Status = StatusCodes.Status409Conflict,
            Code = ProblemCodes.ChecksFailing,
            Detail = result.State.KillSwitchEngaged && result.FailingChecks is [RunbookCheckIds.IntegrityAlarmsClear]
                ? "An integrity alarm holds the kill switch. Look into governance/integrity/alarms and acknowledge it."
                : $"The runbook has blockers. {Remedies(result)} Or send override true with a reason.",
            FailingChecks = result.FailingChecks,
        }),
        GoLiveChangeStatus.AlreadyApproved => Refusals.Conflict(
            ProblemCodes.AlreadyApproved, "You have approved this release already. Another person has to."),
        GoLiveChangeStatus.LocalOnly or GoLiveChangeStatus.ApprovalRecorded =>
            Answer.Json(
                GoLiveShapes.Of(result, note),
                WireJson.Context.GoLiveChangeAnswer,
                StatusCodes.Status202Accepted),
        _ => Answer.Json(GoLiveShapes.Of(result, note), WireJson.Context.GoLiveChangeAnswer),
    };

    private static string Remedies(GoLiveChangeResult result) =>
        result.Remedies.Count == 0 ? "Mend them." : string.Join("; ", result.Remedies) + ".";

    private delegate ValueTask<GoLiveChangeResult> Change(
        IGoLiveGate gate, ChangeAuthor author, string? reason, CancellationToken cancellationToken);
}
