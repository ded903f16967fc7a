namespace Valhalla.Governance.EntityFramework.ErrorBudgets;

/// <summary>A row of <c>slo_count_position</c>: the last KPI event that an objective has counted.</summary>
internal sealed class SloCountPositionRow
{
    public string Objective { get; set; } = "";

    public string Source { get; set; } = "";

    public long LastKpiId { get; set; }
}
