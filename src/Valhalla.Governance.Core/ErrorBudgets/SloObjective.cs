namespace Valhalla.Governance.ErrorBudgets;

/// <summary>A service level objective as it is defined.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TargetPercent">How many of 100 events must be good.</param>
/// <param name="WindowDays">The rolling window.</param>
/// <param name="Series">The KPI events that are counted; null when counts are posted.</param>
internal sealed record SloObjective(string Name, decimal TargetPercent, int WindowDays, KpiSeries? Series)
{
    /// <summary>Leaves room for the <c>slo.</c> of its signal.</summary>
    public const int MaxNameLength = NameRules.MaxLength - 4;

    public TimeSpan Window => TimeSpan.FromDays(WindowDays);

    public SloKey Key => new(Name, Series is { } series ? SloKey.SourceOf(series) : SloKey.Posted);

    /// <summary>Those of the options, or those of the playbook when there are none.</summary>
    public static IReadOnlyList<SloObjective> Of(ErrorBudgetOptions options) => options.Objectives.Count == 0
        ?
        [
            new SloObjective("policy_heartbeat_freshness", 99.5m, 30, null),
            new SloObjective("exporter_uptime", 99.9m, 30, null),
            new SloObjective("validation_cadence", 95, 30, null),
        ]
        :
        [
            .. options.Objectives.Select(o => new SloObjective(
                o.Name,
                o.TargetPercent,
                o.WindowDays,
                o.KpiDomain is null ? null : new KpiSeries(new DomainName(o.KpiDomain), new MetricName(o.KpiMetric!)))),
        ];
}
