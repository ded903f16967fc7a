using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.Testing.GoNoGo;

/// <summary>Evidence with which every built-in criterion passes.</summary>
internal static class GoodEvidence
{
    public static IReadOnlyDictionary<string, EvidenceValue> Values { get; } = new Dictionary<string, EvidenceValue>
    {
        ["consecutive_validation_passes"] = EvidenceValue.Of(2),
        ["latest_validation_age_hours"] = EvidenceValue.Of(23.9m),
        ["validation_failures_72h"] = EvidenceValue.Of(0),
        ["page_alerts_48h"] = EvidenceValue.Of(0),
        ["warning_alerts"] = EvidenceValue.Of(5),
        ["unresolved_warning_alerts"] = EvidenceValue.Of(0),
        ["exporter_operational"] = EvidenceValue.Of(true),
        ["prober_operational"] = EvidenceValue.Of(true),
        ["cost_monitor_operational"] = EvidenceValue.Of(true),
        ["error_budget_burn"] = EvidenceValue.Of(24.99m),
        ["slo.policy_heartbeat_freshness"] = EvidenceValue.Of(99.5m),
        ["slo.exporter_uptime"] = EvidenceValue.Of(99.9m),
        ["slo.validation_cadence"] = EvidenceValue.Of(95),
        ["preflight_diff"] = EvidenceValue.Of("PASS"),
        ["security_scan"] = EvidenceValue.Of("PASS"),
        ["kill_switch_drill"] = EvidenceValue.Of(true),
        ["ramp_guard_operational"] = EvidenceValue.Of(true),
        ["runbook_clear"] = EvidenceValue.Of(true),
        ["tripwire_clear"] = EvidenceValue.Of(true),
        ["host_health"] = EvidenceValue.Of(true),
        ["ops_bot_commands_tested"] = EvidenceValue.Of(true),
        ["runbooks_updated"] = EvidenceValue.Of(true),
        ["rollback_validated"] = EvidenceValue.Of(true),
        ["policy_entropy"] = EvidenceValue.Of(0.9m),
        ["q_spread_ratio"] = EvidenceValue.Of(2),
        ["collapse_risk_indicators"] = EvidenceValue.Of(0),
        ["training_stable"] = EvidenceValue.Of(true),
        ["active_page_alerts"] = EvidenceValue.Of(0),
        ["unresolved_critical_incidents"] = EvidenceValue.Of(0),
        ["collapse_risk"] = EvidenceValue.Of("LOW"),
        ["kill_switch_functional"] = EvidenceValue.Of(true),
        ["secrets_detected"] = EvidenceValue.Of(0),
        ["on_call_coverage"] = EvidenceValue.Of(true),
        ["cost_change_percent"] = EvidenceValue.Of(100),
    };

    public static Dictionary<SignalName, Evidence> At(DateTimeOffset observedAt) => Values.ToDictionary(
        pair => new SignalName(pair.Key),
        pair => new Evidence(new SignalName(pair.Key), pair.Value, observedAt, null, "monitoring"));

    public static EvaluationOutcome Evaluate(DateTimeOffset at) =>
        GoNoGoRules.Evaluate(GoNoGoCriteria.All, At(at), at);
}
