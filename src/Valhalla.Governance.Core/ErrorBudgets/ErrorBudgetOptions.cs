using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Settings of error budgets, section <c>Valhalla:ErrorBudgets</c>.</summary>
public sealed class ErrorBudgetOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:ErrorBudgets";

    /// <summary>
    /// The objectives, at most 50. None means the three of the go/no-go playbook, whose counts are posted:
    /// <c>policy_heartbeat_freshness</c> 99.5, <c>exporter_uptime</c> 99.9 and <c>validation_cadence</c> 95.
    /// </summary>
    public IList<ErrorBudgetObjectiveOptions> Objectives { get; } = [];

    /// <summary>How often new KPI events are counted, 0.1 s to 10 min. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan CountInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often the figures that metrics show are computed anew, while somebody listens; 1 s to 1 h. Default 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(30);
}
