using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Settings of kill-switch drills, section <c>Valhalla:Drill</c>.</summary>
public sealed class KillSwitchDrillOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:Drill";

    /// <summary>How long a drill waits for every live node, 0.1 s to 5 min. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a node tells that it lives, 0.1 s to 10 min; the same on every node. One that has not for three times
    /// as long counts as dead, and no drill waits for it. Default 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(10);
}
