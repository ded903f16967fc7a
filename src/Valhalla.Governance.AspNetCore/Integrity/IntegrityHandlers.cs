using System.Globalization;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Integrity;

/// <summary>Shows alarms and takes their acknowledgement.</summary>
internal static class IntegrityHandlers
{
    public static async ValueTask<Answer> ListAsync(EndpointCall call)
    {
        var all = call.Query("all");
        if (all is not (null or "true" or "false"))
        {
            call.Errors.Add("all", "true or false is needed.");
            return call.Errors.ToAnswer();
        }

        var alarms = await call.Get<IIntegrityAlarms>().ListAsync(all == "true", call.Aborted).ConfigureAwait(false);
        return Answer.Json<IReadOnlyList<IntegrityAlarmBody>>(
            [.. alarms.Select(IntegrityAlarmBody.Of)], WireJson.Context.IntegrityAlarms);
    }

    public static async ValueTask<Answer> AcknowledgeAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.AcknowledgeBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var author = call.Author(body.Actor);
        var reason = call.Reason(body.Reason);
        if (string.IsNullOrWhiteSpace(reason))
        {
            call.Errors.Add("reason", "Say why the alarm may be passed over.");
        }

        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var status = long.TryParse(call.Route("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await call.Get<IIntegrityAlarms>().AcknowledgeAsync(id, author, reason, call.Aborted)
                .ConfigureAwait(false)
            : IntegrityAlarmStatus.NotFound;
        return status == IntegrityAlarmStatus.NotFound
            ? Refusals.NotFound("There is no such alarm. Use an id that governance/integrity/alarms lists.")
            : Answer.Json(
                new AcknowledgeAnswer { Ok = true, Status = WireNames.Of(status) },
                WireJson.Context.AcknowledgeAnswer);
    }
}
