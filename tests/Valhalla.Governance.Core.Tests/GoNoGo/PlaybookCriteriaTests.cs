using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Testing.GoNoGo;

namespace Valhalla.Governance.Core.Tests.GoNoGo;

/// <summary>Each GO criterion and each NO-GO rule of the source playbook, deciding both ways.</summary>
public sealed class PlaybookCriteriaTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 13, 15, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Go_TwoConsecutive48hPassValidations_Decides() => Decides("consecutive_validation_passes", 2, 1);

    [Fact]
    public void Go_LatestValidationLessThan24hOld_Decides() => Decides("latest_validation_age_hours", 23.99m, 24);

    [Fact]
    public void Go_NoValidationFailuresIn72h_Decides() => Decides("validation_failures_72h", 0, 1);

    [Fact]
    public void Go_NoPageAlertsIn48h_Decides() => Decides("page_alerts_48h", 0, 1);

    [Fact]
    public void Go_AtMostFiveWarningAlerts_Decides() => Decides("warning_alerts", 5, 6);

    [Fact]
    public void Go_AllWarningAlertsResolved_Decides() => Decides("unresolved_warning_alerts", 0, 1);

    [Fact]
    public void Go_ExporterOperational_Decides() => Decides("exporter_operational");

    [Fact]
    public void Go_ProberOperational_Decides() => Decides("prober_operational");

    [Fact]
    public void Go_CostMonitorOperational_Decides() => Decides("cost_monitor_operational");

    [Fact]
    public void Go_ErrorBudgetBurnBelow25Percent_Decides() => Decides("error_budget_burn", 24.9999m, 25);

    [Fact]
    public void Go_PolicyHeartbeatFreshnessSlo_Decides() =>
        Decides("slo.policy_heartbeat_freshness", 99.5m, 99.4999m);

    [Fact]
    public void Go_ExporterUptimeSlo_Decides() => Decides("slo.exporter_uptime", 99.9m, 99.8999m);

    [Fact]
    public void Go_ValidationCadenceSlo_Decides() => Decides("slo.validation_cadence", 95, 94.9999m);

    [Fact]
    public void Go_PreflightDiffGatePass_Decides() =>
        Decides("preflight_diff", EvidenceValue.Of("pass"), EvidenceValue.Of("FAIL"));

    [Fact]
    public void Go_SecurityScanPass_Decides() =>
        Decides("security_scan", EvidenceValue.Of("PASS"), EvidenceValue.Of("PASSED"));

    [Fact]
    public void Go_KillSwitchTestedInCurrentBuild_Decides() => Decides("kill_switch_drill");

    [Fact]
    public void Go_RampGuardOperational_Decides() => Decides("ramp_guard_operational");

    [Fact]
    public void Go_OpsBotCommandsTested_Decides() => Decides("ops_bot_commands_tested");

    [Fact]
    public void Go_RunbooksUpdated_Decides() => Decides("runbooks_updated");

    [Fact]
    public void Go_RollbackProceduresValidated_Decides() => Decides("rollback_validated");

    [Fact]
    public void Go_PolicyEntropyAtLeast0Point9_Decides() => Decides("policy_entropy", 0.9m, 0.8999m);

    [Fact]
    public void Go_QValueSpreadWithinTwiceBaseline_Decides() => Decides("q_spread_ratio", 2, 2.0001m);

    [Fact]
    public void Go_NoCollapseRiskIndicators_Decides() => Decides("collapse_risk_indicators", 0, 1);

    [Fact]
    public void Go_TrainingStabilityConfirmed_Decides() => Decides("training_stable");

    [Fact]
    public void Go_RunbookClear_Decides() => Decides("runbook_clear");

    [Fact]
    public void Go_TripwireClear_Decides() => Decides("tripwire_clear");

    [Fact]
    public void Go_HostHealth_Decides() => Decides("host_health");

    [Fact]
    public void Go_OnCallEngineerAck_IsDecidedByTheSignature()
    {
        var ack = new SignOff(new string('a', 64), SignOffRole.OnCall, new ChangeAuthor("olga"), Now, Now.AddHours(4));

        Assert.Equal(CriterionStatus.Pass, OnCallAckRules.Judge([ack]).Status);
        Assert.Equal(CriterionStatus.Missing, OnCallAckRules.Judge([]).Status);
        Assert.Equal(
            CriterionStatus.Missing,
            OnCallAckRules.Judge([ack with { Role = SignOffRole.TechnicalLead }]).Status);
    }

    [Fact]
    public void NoGo_ActivePageAlerts_Decides() => Decides("active_page_alerts", 0, 1);

    [Fact]
    public void NoGo_UnresolvedCriticalIncidents_Decides() => Decides("unresolved_critical_incidents", 0, 1);

    [Fact]
    public void NoGo_ErrorBudgetExhausted_Decides()
    {
        Assert.DoesNotContain("error_budget_exhausted", Failing("error_budget_burn", EvidenceValue.Of(99.99m)));
        Assert.Contains("error_budget_exhausted", Failing("error_budget_burn", EvidenceValue.Of(100)));
    }

    [Fact]
    public void NoGo_PolicyCollapseRiskHigh_Decides() =>
        Decides("collapse_risk", EvidenceValue.Of("MEDIUM"), EvidenceValue.Of("high"));

    [Fact]
    public void NoGo_KillSwitchNonFunctional_Decides() => Decides("kill_switch_functional");

    [Fact]
    public void NoGo_FailedSecurityScanSecretsDetected_Decides() => Decides("secrets_detected", 0, 1);

    [Fact]
    public void NoGo_NoOnCallCoverage_Decides() => Decides("on_call_coverage");

    [Fact]
    public void NoGo_CostSpikeAbove100PercentWithoutExplanation_Decides()
    {
        Decides("cost_change_percent", 100, 100.01m);

        var explained = Judge("cost_change_percent", EvidenceValue.Of(150), detail: "migration week, ticket 7");
        var blank = Judge("cost_change_percent", EvidenceValue.Of(150), detail: "  ");

        Assert.Equal(GoNoGoOutcome.Go, explained.Outcome);
        Assert.Equal(CriterionStatus.Warn, explained.Results.Single(Is("cost_change_percent")).Status);
        Assert.Equal(GoNoGoOutcome.NoGo, blank.Outcome);
    }

    [Fact]
    public void NoGoRules_OfThePlaybook_AreAllCritical()
    {
        var rules = GoNoGoCriteria.All.Where(criterion => criterion.Kind == CriterionKind.NoGo).ToList();

        Assert.Equal(8, rules.Count);
        Assert.All(rules, rule => Assert.True(rule.Critical));
    }

    private static void Decides(string id) => Decides(id, EvidenceValue.Of(true), EvidenceValue.Of(false));

    private static void Decides(string id, decimal passing, decimal failing) =>
        Decides(id, EvidenceValue.Of(passing), EvidenceValue.Of(failing));

    private static void Decides(string id, EvidenceValue passing, EvidenceValue failing)
    {
        Assert.Equal(GoNoGoOutcome.Go, Judge(id, passing).Outcome);
        Assert.Equal(CriterionStatus.Pass, Judge(id, passing).Results.Single(Is(id)).Status);
        var refused = Judge(id, failing);
        Assert.Equal(GoNoGoOutcome.NoGo, refused.Outcome);
        Assert.Equal(CriterionStatus.Fail, refused.Results.Single(Is(id)).Status);
        Assert.Equal([id], Failing(id, failing));
    }

    private static IEnumerable<string> Failing(string signal, EvidenceValue value) =>
        Judge(signal, value).Results.Where(result => result.IsNoGo).Select(result => result.Criterion.Id);

    private static EvaluationOutcome Judge(string signal, EvidenceValue value, string? detail = null)
    {
        var evidence = GoodEvidence.At(Now);
        var name = new SignalName(signal);
        Assert.True(evidence.ContainsKey(name));
        evidence[name] = evidence[name] with { Value = value, Detail = detail };
        return GoNoGoRules.Evaluate(GoNoGoCriteria.All, evidence, Now);
    }

    private static Func<CriterionResult, bool> Is(string id) => result => result.Criterion.Id == id;
}
