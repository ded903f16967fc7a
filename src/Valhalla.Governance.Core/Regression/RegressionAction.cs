namespace Valhalla.Governance;

/// <summary>What a tripwire does when it fires.</summary>
public enum RegressionAction
{
    /// <summary>Disables the risk policy of the engine and the production use of the domain, whichever exist.</summary>
    Throttle = 0,

    /// <summary>Engages the kill switch.</summary>
    KillSwitch = 1,
}
