namespace Valhalla.Governance;

/// <summary>How a drill stands.</summary>
public enum KillSwitchDrillStatus
{
    /// <summary>Nodes are still answering.</summary>
    Running,

    /// <summary>Every live node denied in time.</summary>
    Passed,

    /// <summary>Some node did not, or the drill was abandoned.</summary>
    Failed,
}
