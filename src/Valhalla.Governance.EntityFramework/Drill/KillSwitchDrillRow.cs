namespace Valhalla.Governance.EntityFramework.Drill;

/// <summary>A row of <c>kill_switch_drill</c>.</summary>
internal sealed class KillSwitchDrillRow
{
    public Guid Id { get; set; }

    public string Build { get; set; } = "";

    public string Coordinator { get; set; } = "";

    public string StartedBy { get; set; } = "";

    public string? Reason { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset Deadline { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public string Status { get; set; } = "";

    public int NodesExpected { get; set; }

    public int NodesDenied { get; set; }

    public double? SlowestMilliseconds { get; set; }

    public string? Failure { get; set; }

    public void Apply(KillSwitchDrill drill)
    {
        Id = drill.Id;
        Build = drill.Build;
        Coordinator = drill.Coordinator;
        StartedBy = drill.StartedBy;
        Reason = drill.Reason;
        StartedAt = drill.StartedAt.ToUniversalTime();
        Deadline = drill.Deadline.ToUniversalTime();
        FinishedAt = drill.FinishedAt?.ToUniversalTime();
        Status = StoredNames.KeepCapitals(drill.Status, Status);
        NodesExpected = drill.NodesExpected;
        NodesDenied = drill.NodesDenied;
        SlowestMilliseconds = drill.SlowestMilliseconds;
        Failure = drill.Failure;
    }

    public KillSwitchDrill ToDrill() => new()
    {
        Id = Id,
        Build = Build,
        Coordinator = Coordinator,
        StartedBy = StartedBy,
        Reason = Reason,
        StartedAt = StartedAt,
        Deadline = Deadline,
        FinishedAt = FinishedAt,
        Status = StoredNames.Read<KillSwitchDrillStatus>(Status),
        NodesExpected = NodesExpected,
        NodesDenied = NodesDenied,
        SlowestMilliseconds = SlowestMilliseconds,
        Failure = Failure,
    };
}
