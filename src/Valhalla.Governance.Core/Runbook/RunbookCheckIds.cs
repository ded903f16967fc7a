namespace Valhalla.Governance;

/// <summary>The ids of the checks that come with the library.</summary>
internal static class RunbookCheckIds
{
    public const string GoLiveChecklist = "go_live_checklist";
    public const string KillSwitchClear = "kill_switch_clear";
    public const string EnvSanity = "env_sanity";
    public const string EnforcementExpectedInProd = "enforcement_expected_in_prod";
    public const string RiskPoliciesPresent = "risk_policies_present";
    public const string RegressionPoliciesPresent = "regression_policies_present";
    public const string HeimdallCharterPresent = "heimdall_charter_present";
    public const string KpiPipelineHealthy = "kpi_pipeline_healthy";
    public const string TripwireEvaluatorRunning = "tripwire_evaluator_running";
    public const string SchemaVersionCurrent = "schema_version_current";
    public const string StoreVersionSupported = "store_version_supported";
    public const string TimeZonesResolve = "time_zones_resolve";
    public const string ClockSuspect = "clock_suspect";
    public const string IntegrityAlarmsClear = "integrity_alarms_clear";
}
