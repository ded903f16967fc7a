using System.Collections.Frozen;

namespace Valhalla.Governance.GoNoGo;

/// <summary>
/// Signals that the system observes itself. They cannot be posted, whether or not their provider is registered: a claim
/// must not stand in for an observation that is missing.
/// </summary>
internal static class ReservedSignals
{
    public static readonly SignalName KillSwitchDrill = new("kill_switch_drill");
    public static readonly SignalName KillSwitchFunctional = new("kill_switch_functional");
    public static readonly SignalName RampGuardOperational = new("ramp_guard_operational");
    public static readonly SignalName RunbookClear = new("runbook_clear");
    public static readonly SignalName TripwireClear = new("tripwire_clear");
    public static readonly SignalName HostHealth = new("host_health");
    public static readonly SignalName ErrorBudgetBurn = new("error_budget_burn");
    public static readonly SignalName ErrorBudgetFastBurn = new("error_budget_fast_burn");

    public static FrozenSet<SignalName> All { get; } = new[]
    {
        KillSwitchDrill, KillSwitchFunctional, RampGuardOperational, RunbookClear, TripwireClear, HostHealth,
        ErrorBudgetBurn, ErrorBudgetFastBurn, new SignalName(GoNoGoCriteria.OnCallAckId),
    }.ToFrozenSet();
}
