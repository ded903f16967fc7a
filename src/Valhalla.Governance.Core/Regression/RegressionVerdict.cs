namespace Valhalla.Governance;

/// <summary>The result of an evaluation.</summary>
public enum RegressionVerdict
{
    /// <summary>No regression shown.</summary>
    Ok = 0,

    /// <summary>The tripwire has fired and is not re-armed.</summary>
    Triggered = 1,

    /// <summary>Fewer events than both windows need.</summary>
    WarmingUp = 2,

    /// <summary>No events since arming.</summary>
    NoData = 3,

    /// <summary>The KPI pipeline has dropped events or is behind, so the figures cannot be trusted.</summary>
    Stale = 4,
}
