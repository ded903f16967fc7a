using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>The endpoints of the go-live gate and its kill switch.</summary>
internal static class GoLiveEndpoints
{
    private const string Tag = "Go-live";
    private const string Base = "governance/go-live/";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "state", Name = "GetGoLiveState", Tag = Tag,
            Summary = "Shows the state that the gate decides on.",
            Description = "With its age on this node, and whether it is too old to be trusted.",
            Handler = GoLiveHandlers.GetStateAsync, Response = typeof(GoLiveStateBody),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "checklist", Name = "GetGoLiveChecklist", Tag = Tag,
            Summary = "Says whether go-live may be enabled.",
            Description = "Runs the runbook and names the checks that block.",
            Handler = GoLiveHandlers.GetChecklistAsync, Response = typeof(ChecklistBody),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "enable", Name = "EnableGoLive", Tag = Tag,
            Summary = "Enables production execution.",
            Description = "409 with failing_checks while the runbook has a blocker, unless override is true and has a "
                + "reason.",
            Handler = GoLiveHandlers.EnableAsync, Request = typeof(GoLiveEnableBody),
            Response = typeof(GoLiveChangeAnswer), Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IGoLiveParameters>(nameof(IGoLiveParameters.Enable)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "disable", Name = "DisableGoLive", Tag = Tag,
            Summary = "Disables production execution.",
            Description = "Always allowed: whatever the body says, it is kept as far as it can be, and the rest noted.",
            IsStop = true, Handler = GoLiveHandlers.DisableAsync, Request = typeof(GoLiveChangeBody),
            Response = typeof(GoLiveChangeAnswer),
            Parameters = Parameters.Of<IGoLiveParameters>(nameof(IGoLiveParameters.Change)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "kill-switch/engage", Name = "EngageKillSwitch", Tag = Tag,
            Summary = "Stops every execution at once.",
            Description = "Always allowed, idempotent: whatever the body says, it is kept as far as it can be, and the "
                + "rest noted. 202 when the store is down: then it is in force on this node, and is stored as soon as "
                + "that is possible.",
            IsStop = true, Handler = GoLiveHandlers.EngageAsync, Request = typeof(GoLiveChangeBody),
            Response = typeof(GoLiveChangeAnswer), AlsoSucceeds = StatusCodes.Status202Accepted,
            Parameters = Parameters.Of<IGoLiveParameters>(nameof(IGoLiveParameters.Change)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "kill-switch/release", Name = "ReleaseKillSwitch", Tag = Tag,
            Summary = "Releases the kill switch, or adds an approval.",
            Description = "Needs a reason. 202 when the approval is recorded and more people have to approve.",
            Handler = GoLiveHandlers.ReleaseAsync, Request = typeof(GoLiveChangeBody),
            Response = typeof(GoLiveChangeAnswer), AlsoSucceeds = StatusCodes.Status202Accepted,
            Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IGoLiveParameters>(nameof(IGoLiveParameters.Change)),
        },
    ];
}
