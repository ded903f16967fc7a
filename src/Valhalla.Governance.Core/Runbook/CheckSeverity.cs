namespace Valhalla.Governance;

/// <summary>What a failing runbook check means.</summary>
public enum CheckSeverity
{
    /// <summary>Worth knowing.</summary>
    Info = 0,

    /// <summary>To be mended soon; does not block go-live.</summary>
    Warning = 1,

    /// <summary>Blocks go-live.</summary>
    Blocker = 2,
}
