using Valhalla.Governance.Audit;
using Valhalla.Governance.Heimdall;

namespace Valhalla.Governance.Control;

/// <summary>
/// What one transaction writes to control state: whole new rows, each with the version of the row it replaces plus
/// one (so version 1 inserts), and the audit records without which nothing may change.
/// </summary>
internal sealed record ControlChange
{
    /// <summary>The new gate row (its epoch is its version), or null.</summary>
    public GoLiveState? Gate { get; init; }

    /// <summary>The new influence row, or null.</summary>
    public InfluenceState? Influence { get; init; }

    public IReadOnlyList<RiskPolicy> RiskPolicies { get; init; } = [];

    public IReadOnlyList<HeimdallPolicy> HeimdallPolicies { get; init; } = [];

    public IReadOnlyList<RegressionPolicy> RegressionPolicies { get; init; } = [];

    public IReadOnlyList<RegressionState> RegressionStates { get; init; } = [];

    /// <summary>A drill that begins or ends.</summary>
    public IReadOnlyList<KillSwitchDrill> Drills { get; init; } = [];

    /// <summary>Alarms that are raised or acknowledged.</summary>
    public IReadOnlyList<IntegrityAlarm> Alarms { get; init; } = [];

    /// <summary>What goes into <c>heimdall_event</c>: promotions and demotions.</summary>
    public IReadOnlyList<HeimdallEvent> HeimdallEvents { get; init; } = [];

    /// <summary>Empty only for changes of computed state, such as a tripwire's latest figures.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];
}
