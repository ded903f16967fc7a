namespace Valhalla.Governance.AspNetCore.Drill;

/// <summary>Domain values of drills in the shapes of the wire.</summary>
internal static class DrillShapes
{
    public static DrillBody Of(KillSwitchDrill drill) => new()
    {
        Id = drill.Id,
        Build = drill.Build,
        Coordinator = drill.Coordinator,
        StartedBy = drill.StartedBy,
        Reason = drill.Reason,
        StartedAt = drill.StartedAt,
        FinishedAt = drill.FinishedAt,
        Status = WireNames.CapitalsOf(drill.Status),
        NodesExpected = drill.NodesExpected,
        NodesDenied = drill.NodesDenied,
        SlowestMs = drill.SlowestMilliseconds,
        Failure = drill.Failure,
        Nodes =
        [
            .. drill.Answers.Select(static answer => new DrillNodeBody
            {
                NodeId = answer.NodeId,
                Build = answer.Build,
                Denied = answer.Denied,
                AnsweredAt = answer.AnsweredAt,
                Ms = answer.Milliseconds,
                Problem = answer.Problem,
            }),
        ],
    };
}
