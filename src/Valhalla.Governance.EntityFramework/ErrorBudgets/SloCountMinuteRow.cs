namespace Valhalla.Governance.EntityFramework.ErrorBudgets;

/// <summary>A row of <c>slo_count_minute</c>.</summary>
internal sealed class SloCountMinuteRow
{
    public string Objective { get; set; } = "";

    /// <summary>The KPI series that was counted; empty where counts are posted.</summary>
    public string Source { get; set; } = "";

    public DateTimeOffset MinuteStart { get; set; }

    public long Good { get; set; }

    public long Bad { get; set; }

    /// <summary>When the newest event of the minute happened.</summary>
    public DateTimeOffset LastAt { get; set; }
}
