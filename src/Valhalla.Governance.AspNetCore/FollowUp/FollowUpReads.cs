using System.Globalization;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>What the follow-up ladder shows.</summary>
internal static class FollowUpReads
{
    private const int DefaultDays = 30;
    private const int MaxDays = 366;

    public static async ValueTask<Answer> ListDueAsync(EndpointCall call)
    {
        var query = new FollowUpDueQuery { After = PageCursor.ReadDue(call), Limit = PageCursor.ReadLimit(call) };
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var due = await call.Get<IFollowUpLadder>().ListDueAsync(query, call.Aborted).ConfigureAwait(false);
        return Answer.Page<IReadOnlyList<FollowUpTaskBody>>(
            [.. due.Select(FollowUpShapes.Of)],
            WireJson.Context.DueFollowUps,
            PageCursor.NextQuery(
                call, due.Count, query.Limit, due.Count == 0 ? null : PageCursor.DueText(due[^1].Task)));
    }

    public static async ValueTask<Answer> GetSlaAsync(EndpointCall call)
    {
        var days = DefaultDays;
        if (call.Query("days") is { } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days)
                || days is < 1 or > MaxDays))
        {
            call.Errors.Add("days", $"1 to {MaxDays} is allowed.");
        }

        return call.Errors.Any
            ? call.Errors.ToAnswer()
            : Answer.Json(
                FollowUpShapes.Of(
                    await call.Get<IFollowUpLadder>().GetSlaAsync(days, call.Aborted).ConfigureAwait(false)),
                WireJson.Context.FollowUpSlaBody);
    }
}
