using System.Collections.Frozen;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.Control;

/// <summary>All control state as one store read saw it. Immutable.</summary>
internal sealed record ControlSnapshot
{
    public static ControlSnapshot Empty { get; } = new();

    /// <summary>Counts every commit of control state, whatever it changed.</summary>
    public long Revision { get; init; }

    /// <summary>Drawn at random by the commit that made the revision.</summary>
    public Guid Incarnation { get; init; }

    public ControlVersion Version => new(Revision, Incarnation);

    public GoLiveState Gate { get; init; } = new();

    public InfluenceState Influence { get; init; } = new();

    public FrozenDictionary<EngineName, RiskPolicy> RiskPolicies { get; init; } =
        FrozenDictionary<EngineName, RiskPolicy>.Empty;

    public FrozenDictionary<DomainName, HeimdallPolicy> HeimdallPolicies { get; init; } =
        FrozenDictionary<DomainName, HeimdallPolicy>.Empty;

    public FrozenDictionary<KpiSeries, RegressionPolicy> RegressionPolicies { get; init; } =
        FrozenDictionary<KpiSeries, RegressionPolicy>.Empty;

    public FrozenDictionary<KpiSeries, RegressionState> RegressionStates { get; init; } =
        FrozenDictionary<KpiSeries, RegressionState>.Empty;

    /// <summary>
    /// The newest token of the lease on evaluating tripwires. Only under the store's lock is it sure to be the newest:
    /// a take-over is not a commit of control state.
    /// </summary>
    public long EvaluatorToken { get; init; }

    /// <summary>The kill-switch drill that is running; null when none is. No check of the gate looks at it.</summary>
    public KillSwitchDrill? Drill { get; init; }

    /// <summary>What was found wrong so far, the newest last; also what somebody has acknowledged.</summary>
    public IReadOnlyList<IntegrityAlarm> Alarms { get; init; } = [];

    /// <summary>What this read has found wrong.</summary>
    public IReadOnlyList<IntegrityFinding> Findings { get; init; } = [];

    /// <summary>The state with its gate closed when a row is not what its last audit record says.</summary>
    public ControlSnapshot ClosedIfItDiffers() =>
        Findings.Any(finding => finding.ClosesGate && !finding.IsAcknowledgedIn(Alarms))
            ? this with { Gate = Gate with { KillSwitchEngaged = true } }
            : this;
}
