using System.Globalization;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Notices;

/// <summary>Shows dead letters and sends them again.</summary>
internal static class NoticeHandlers
{
    private const int MaxNameLength = 64;

    public static async ValueTask<Answer> ListAsync(EndpointCall call)
    {
        var query = new NoticeDeadLetterQuery
        {
            Notifier = call.Errors.Text("notifier", call.Query("notifier"), MaxNameLength),
            OpenOnly = ReadOpen(call),
            BeforeId = PageCursor.ReadId(call),
            Limit = PageCursor.ReadLimit(call),
        };
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var letters = await call.Get<IGovernanceNotices>().ListDeadLettersAsync(query, call.Aborted)
            .ConfigureAwait(false);
        return Answer.Page<IReadOnlyList<NoticeDeadLetterBody>>(
            [.. letters.Select(Of)],
            WireJson.Context.NoticeDeadLetters,
            PageCursor.NextQuery(
                call, letters.Count, query.Limit, letters.Count == 0 ? null : PageCursor.IdText(letters[^1].Id)));
    }

    public static async ValueTask<Answer> RetryAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.RetryNoticeBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var author = call.Author(body.Actor);
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        return long.TryParse(call.Route("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? Of(await call.Get<IGovernanceNotices>().RetryDeadLetterAsync(id, author, call.Aborted)
                .ConfigureAwait(false))
            : Of(new NoticeRetryResult(NoticeRetryStatus.DeadLetterUnknown, null));
    }

    private static bool ReadOpen(EndpointCall call)
    {
        switch (call.Query("open"))
        {
            case null or "false":
                return false;
            case "true":
                return true;
            default:
                call.Errors.Add("open", "true or false is allowed.");
                return false;
        }
    }

    private static Answer Of(NoticeRetryResult result) => result.Status switch
    {
        NoticeRetryStatus.DeadLetterUnknown => Answer.Refuse(
            StatusCodes.Status404NotFound,
            WireNames.Of(result.Status),
            "There is no such dead letter. Use an id that governance/notices/dead-letters lists."),
        NoticeRetryStatus.DeadLetterResolved => Refusals.Conflict(
            WireNames.Of(result.Status), "It was delivered already; nothing was sent."),
        NoticeRetryStatus.NotifierUnknown => Refusals.Conflict(
            WireNames.Of(result.Status),
            "This host has no notifier of that name any more. Configure it again to send the notice."),
        _ => Answer.Json(
            new RetryNoticeAnswer
            {
                Ok = result.Status == NoticeRetryStatus.Delivered,
                Status = WireNames.Of(result.Status),
                DeadLetter = Of(result.DeadLetter!),
            },
            WireJson.Context.RetryNoticeAnswer),
    };

    private static NoticeDeadLetterBody Of(NoticeDeadLetter letter) => new()
    {
        Id = letter.Id,
        Notifier = letter.Notifier,
        Sequence = letter.Sequence,
        Notice = RawJson.Read(letter.NoticeJson),
        Attempts = letter.Attempts,
        LastError = letter.LastError,
        At = letter.At,
        ResolvedAt = letter.ResolvedAt,
        RetriedBy = letter.RetriedBy,
        RetriedAt = letter.RetriedAt,
    };
}
