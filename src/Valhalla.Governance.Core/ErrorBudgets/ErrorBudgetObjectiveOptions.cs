namespace Valhalla.Governance;

/// <summary>One objective, <c>Valhalla:ErrorBudgets:Objectives:&lt;n&gt;</c>.</summary>
public sealed class ErrorBudgetObjectiveOptions
{
    /// <summary>1 to 60 characters of <c>a-z 0-9 _ . -</c>; its signal is <c>slo.</c> and the name.</summary>
    public string Name { get; set; } = "";

    /// <summary>
    /// How many of 100 events must be good, above 0 and below 100, with at most six decimals.
    /// </summary>
    public decimal TargetPercent { get; set; }

    /// <summary>The rolling window in days, 1 to 90. Default 30.</summary>
    public int WindowDays { get; set; } = 30;

    /// <summary>The domain of the KPI events that are counted; null when counts are posted.</summary>
    public string? KpiDomain { get; set; }

    /// <summary>The metric of the KPI events that are counted; null when counts are posted.</summary>
    public string? KpiMetric { get; set; }
}
