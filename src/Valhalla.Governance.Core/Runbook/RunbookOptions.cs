using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Settings of the runbook, section <c>Valhalla:Runbook</c>.</summary>
public sealed class RunbookOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:Runbook";

    /// <summary>How long a check may take before it counts as failed, 0.1 s to 30 s. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan CheckTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
