using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.GoLive;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Drill;

/// <summary>The endpoints of kill-switch drills.</summary>
internal static class DrillEndpoints
{
    private const string Tag = "Go-live";
    private const string Path = "governance/go-live/kill-switch/drill";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Post, Path = Path, Name = "RunKillSwitchDrill", Tag = Tag,
            Summary = "Drills the kill switch in a scratch scope, and waits for its end.",
            Description = "Production execution is never affected. A drill that failed is 200 with ok false; 409 while "
                + "another one runs.",
            Handler = DrillHandlers.RunAsync, Request = typeof(GoLiveChangeBody), Response = typeof(DrillAnswer),
            Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IGoLiveParameters>(nameof(IGoLiveParameters.Change)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Path, Name = "ListKillSwitchDrills", Tag = Tag,
            Summary = "Shows the newest 20 drills with what each node answered.",
            Description = "Of every build; build is that of this node.",
            Handler = DrillHandlers.ListAsync, Response = typeof(DrillsBody),
        },
    ];
}
