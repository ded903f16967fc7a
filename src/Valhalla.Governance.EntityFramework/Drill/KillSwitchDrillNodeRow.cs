namespace Valhalla.Governance.EntityFramework.Drill;

/// <summary>A row of <c>kill_switch_drill_node</c>: what a node answered to a drill.</summary>
internal sealed class KillSwitchDrillNodeRow
{
    public Guid DrillId { get; set; }

    public string NodeId { get; set; } = "";

    public string Build { get; set; } = "";

    public bool Denied { get; set; }

    public DateTimeOffset AnsweredAt { get; set; }

    public double Milliseconds { get; set; }

    public string? Problem { get; set; }

    public KillSwitchDrillAnswer ToAnswer() => new(NodeId, Build, Denied, AnsweredAt, Milliseconds, Problem);
}
