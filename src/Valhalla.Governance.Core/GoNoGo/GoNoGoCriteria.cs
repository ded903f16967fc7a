namespace Valhalla.Governance.GoNoGo;

/// <summary>
/// The criteria and NO-GO rules of the source playbook, each with its number as the default, and three that the system
/// knows itself. docs/go-no-go.md lists them beside the playbook's own words.
/// </summary>
internal static class GoNoGoCriteria
{
    /// <summary>The criterion that the signature of the on-call engineer decides, and no evidence.</summary>
    public const string OnCallAckId = "on_call_ack";

    // How old what monitoring sees may be, and what a job or a person finds out.
    private static readonly TimeSpan Live = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Figures = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Shift = TimeSpan.FromHours(12);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>Shown with the criteria; a GO needs it, the outcome of an evaluation does not.</summary>
    public static Criterion OnCallAck { get; } = IsTrue(
        OnCallAckId, CriterionGroup.Operational, "On-call engineer ACK for the deployment window", Day);

    /// <summary>All that evidence decides, in the order of the playbook.</summary>
    public static IReadOnlyList<Criterion> All { get; } =
    [
        .. ValidationHistory(), .. Alerting(), .. Slo(), .. Technical(), .. Operational(), .. PolicyHealth(),
        .. NoGoRules(),
    ];

    private static IEnumerable<Criterion> ValidationHistory() =>
    [
        Number(
            "consecutive_validation_passes", CriterionGroup.ValidationHistory, "Two consecutive 48h PASS validations",
            SignalComparison.AtLeast, 2, Day),
        Number(
            "latest_validation_age_hours", CriterionGroup.ValidationHistory,
            "Latest validation artifacts less than 24 h old", SignalComparison.Below, 24, Hour),
        Number(
            "validation_failures_72h", CriterionGroup.ValidationHistory, "No validation failures in the last 72 h",
            SignalComparison.AtMost, 0, Hour),
    ];

    private static IEnumerable<Criterion> Alerting() =>
    [
        Number(
            "page_alerts_48h", CriterionGroup.Alerting, "No page alerts in the last 48 h", SignalComparison.AtMost, 0,
            Live),
        Number(
            "warning_alerts", CriterionGroup.Alerting, "At most 5 warning alerts", SignalComparison.AtMost, 5, Live),
        Number(
            "unresolved_warning_alerts", CriterionGroup.Alerting, "All warning alerts resolved",
            SignalComparison.AtMost, 0, Live),
        IsTrue("exporter_operational", CriterionGroup.Alerting, "Exporter operational", Live),
        IsTrue("prober_operational", CriterionGroup.Alerting, "Prober operational", Live),
        IsTrue("cost_monitor_operational", CriterionGroup.Alerting, "Cost monitor operational", Live),
    ];

    private static IEnumerable<Criterion> Slo() =>
    [
        Number(
            "error_budget_burn", CriterionGroup.Slo, "Error budget burn below 25 % month-to-date",
            SignalComparison.Below, 25, Figures),
        Number(
            "slo.policy_heartbeat_freshness", CriterionGroup.Slo, "Policy heartbeat freshness at least 99.5 %",
            SignalComparison.AtLeast, 99.5m, Figures),
        Number(
            "slo.exporter_uptime", CriterionGroup.Slo, "Exporter uptime at least 99.9 %", SignalComparison.AtLeast,
            99.9m, Figures),
        Number(
            "slo.validation_cadence", CriterionGroup.Slo, "Validation cadence at least 95 %",
            SignalComparison.AtLeast, 95, Figures),
    ];

    private static IEnumerable<Criterion> Technical() =>
    [
        Word("preflight_diff", CriterionGroup.Technical, "Preflight diff gate PASS", Day),
        Word("security_scan", CriterionGroup.Technical, "Security scan PASS", Day),
        IsTrue("kill_switch_drill", CriterionGroup.Technical, "Kill switch tested in the current build", Week),
        IsTrue("ramp_guard_operational", CriterionGroup.Technical, "Ramp guard operational", Live),
        IsTrue("runbook_clear", CriterionGroup.Technical, "The runbook has no blocker", Live),
        IsTrue("tripwire_clear", CriterionGroup.Technical, "No regression tripwire has fired", Live),
        IsTrue("host_health", CriterionGroup.Technical, "The host's health checks pass", Live),
    ];

    private static IEnumerable<Criterion> Operational() =>
    [
        IsTrue("ops_bot_commands_tested", CriterionGroup.Operational, "Ops bot commands tested and functional", Week),
        IsTrue("runbooks_updated", CriterionGroup.Operational, "Runbooks updated and accessible", Month),
        IsTrue("rollback_validated", CriterionGroup.Operational, "Rollback procedures validated", Month),
    ];

    private static IEnumerable<Criterion> PolicyHealth() =>
    [
        Number(
            "policy_entropy", CriterionGroup.PolicyHealth, "Policy entropy at least 0.9", SignalComparison.AtLeast,
            0.9m, Live),
        Number(
            "q_spread_ratio", CriterionGroup.PolicyHealth, "Q-value spread within 2 times the baseline",
            SignalComparison.AtMost, 2, Live),
        Number(
            "collapse_risk_indicators", CriterionGroup.PolicyHealth, "No collapse risk indicators",
            SignalComparison.AtMost, 0, Live),
        IsTrue("training_stable", CriterionGroup.PolicyHealth, "Training stability confirmed", Day),
    ];

    private static IEnumerable<Criterion> NoGoRules() => new Criterion[]
    {
        Number(
            "active_page_alerts", CriterionGroup.Alerting, "Active page alerts", SignalComparison.AtMost, 0, Live),
        Number(
            "unresolved_critical_incidents", CriterionGroup.Alerting, "Unresolved critical incidents",
            SignalComparison.AtMost, 0, Live),
        Number(
            "error_budget_exhausted", CriterionGroup.Slo, "Error budget exhausted (100 % burn)",
            SignalComparison.Below, 100, Figures) with { Signal = new SignalName("error_budget_burn") },
        Word("collapse_risk", CriterionGroup.PolicyHealth, "Policy collapse risk HIGH", Live) with
        {
            Comparison = SignalComparison.IsNot,
            Threshold = EvidenceValue.Of("HIGH"),
        },
        IsTrue("kill_switch_functional", CriterionGroup.Technical, "Kill switch non-functional", Live),
        Number(
            "secrets_detected", CriterionGroup.Technical, "Failed security scan (secrets detected)",
            SignalComparison.AtMost, 0, Day),
        IsTrue(
            "on_call_coverage", CriterionGroup.Operational, "No on-call coverage during the deployment window", Shift),
        Number(
            "cost_change_percent", CriterionGroup.Operational, "Cost spike above 100 % week on week, unexplained",
            SignalComparison.AtMost, 100, Day) with { Explainable = true },
    }.Select(static rule => rule with { Kind = CriterionKind.NoGo, Critical = true });

    private static Criterion Number(
        string id,
        CriterionGroup group,
        string title,
        SignalComparison comparison,
        decimal threshold,
        TimeSpan maxAge) => New(id, group, title, comparison, EvidenceValue.Of(threshold), maxAge);

    private static Criterion IsTrue(string id, CriterionGroup group, string title, TimeSpan maxAge) =>
        New(id, group, title, SignalComparison.Is, EvidenceValue.Of(true), maxAge);

    private static Criterion Word(string id, CriterionGroup group, string title, TimeSpan maxAge) =>
        New(id, group, title, SignalComparison.Is, EvidenceValue.Of("PASS"), maxAge);

    private static Criterion New(
        string id,
        CriterionGroup group,
        string title,
        SignalComparison comparison,
        EvidenceValue threshold,
        TimeSpan maxAge) => new()
        {
            Id = id,
            Group = group,
            Title = title,
            Signal = new SignalName(id),
            Comparison = comparison,
            Threshold = threshold,
            MaxAge = maxAge,
        };
}
