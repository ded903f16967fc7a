namespace Valhalla.Governance;

/// <summary>The gate's answer to one check. The values stand in the order in which they are decided.</summary>
public enum GateDecision
{
    /// <summary>The operation may run.</summary>
    Allowed = 0,

    /// <summary>The kill switch is engaged.</summary>
    KillSwitchEngaged = 1,

    /// <summary>Enforcement is on and the store has not confirmed the state within the allowed staleness.</summary>
    StateStale = 2,

    /// <summary>Enforcement is on and go-live is off.</summary>
    GoLiveDisabled = 3,
}
