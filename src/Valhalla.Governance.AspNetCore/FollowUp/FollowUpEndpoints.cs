using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>The endpoints of the follow-up ladder.</summary>
internal static class FollowUpEndpoints
{
    private const string Tag = "Follow-up ladder";
    private const string Base = "followups/";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "ladder/create", Name = "CreateFollowUpLadder", Tag = Tag,
            Summary = "Makes the six-step ladder of a lead.",
            Description = "A lead with an open ladder gets that one, with created false. Fields may be JSON, form or "
                + "query fields.",
            Acts = true, ExecutionClass = ExecutionClass.ProdExec,
            Handler = FollowUpWrites.CreateAsync, Request = typeof(CreateLadderBody), AcceptsForm = true,
            Response = typeof(CreateLadderAnswer), Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IFollowUpParameters>(nameof(IFollowUpParameters.Create)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "task/{id}/complete", Name = "CompleteFollowUp", Tag = Tag,
            Summary = "Records that a contact was made.",
            Description = "Twice is the same answer, with already_completed true. The body is optional.",
            Handler = FollowUpWrites.CompleteAsync, Request = typeof(CompleteFollowUpBody),
            Response = typeof(CompleteFollowUpAnswer),
            Refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IFollowUpParameters>(nameof(IFollowUpParameters.Complete)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "claim", Name = "ClaimFollowUps", Tag = Tag,
            Summary = "Claims due tasks for one worker.",
            Description = "Nobody else gets them before the lease ends. Tasks whose window is closed are never handed "
                + "out, and none while the kill switch is engaged.",
            Acts = true, ExecutionClass = ExecutionClass.ProdExec,
            Handler = FollowUpWrites.ClaimAsync, Request = typeof(ClaimFollowUpsBody),
            Response = typeof(ClaimFollowUpsAnswer),
            Parameters = Parameters.Of<IFollowUpParameters>(nameof(IFollowUpParameters.Claim)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "lead/{id}/stop", Name = "StopFollowUps", Tag = Tag,
            Summary = "Cancels the open tasks of a lead at once.",
            Description = "For ids without slash and percent sign; others are refused. See followups/stop.",
            Handler = FollowUpWrites.StopAsync, Request = typeof(StopFollowUpsBody),
            Response = typeof(StopFollowUpsAnswer),
            Parameters = Parameters.Of<IFollowUpParameters>(nameof(IFollowUpParameters.Stop)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "stop", Name = "StopLeadFollowUps", Tag = Tag,
            Summary = "Cancels the open tasks of a lead at once.",
            Description = "After a reply or an opt-out; heard whatever the gate says. Claimed tasks are cancelled too. "
                + "found is false for a lead that never had a ladder; its opt-out is kept in the audit chain, and "
                + "recorded says so. Nothing else is ok for it.",
            Handler = FollowUpWrites.StopLeadAsync, Request = typeof(StopLeadBody),
            Response = typeof(StopFollowUpsAnswer),
            Parameters = Parameters.Of<IFollowUpParameters>(nameof(IFollowUpParameters.StopLead)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "due", Name = "ListDueFollowUps", Tag = Tag,
            Summary = "Lists due tasks that nobody has claimed.",
            Description = "Oldest first. Contact nobody whose window_open is false.",
            Handler = FollowUpReads.ListDueAsync, Response = typeof(IReadOnlyList<FollowUpTaskBody>),
            Parameters = Parameters.Of<IFollowUpParameters>(nameof(IFollowUpParameters.Due)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "sla", Name = "GetFollowUpSla", Tag = Tag,
            Summary = "Shows how fast due contacts were made.",
            Description = "Only time inside contact windows counts; 30 days by default.",
            Handler = FollowUpReads.GetSlaAsync, Response = typeof(FollowUpSlaBody),
            Parameters = Parameters.Of<IFollowUpParameters>(nameof(IFollowUpParameters.Sla)),
        },
    ];
}
