using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Notices;

/// <summary>The endpoints of outgoing notices.</summary>
internal static class NoticeEndpoints
{
    private const string Tag = "Notices";
    private const string Base = "governance/notices/dead-letters";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base, Name = "ListNoticeDeadLetters", Tag = Tag,
            Summary = "Lists the notices that could not be delivered.",
            Description = "Newest first. They stay until they are delivered.",
            Handler = NoticeHandlers.ListAsync, Response = typeof(IReadOnlyList<NoticeDeadLetterBody>),
            Parameters = Parameters.Of<INoticeParameters>(nameof(INoticeParameters.DeadLetters)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "/{id}/retry", Name = "RetryNoticeDeadLetter", Tag = Tag,
            Summary = "Sends a dead letter again, once and now.",
            Description = "An attempt that fails is 200 with ok false. The body is optional.",
            Handler = NoticeHandlers.RetryAsync, Request = typeof(RetryNoticeBody),
            Response = typeof(RetryNoticeAnswer),
            Refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<INoticeParameters>(nameof(INoticeParameters.Retry)),
        },
    ];
}
