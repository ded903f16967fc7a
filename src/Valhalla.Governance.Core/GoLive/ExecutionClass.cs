namespace Valhalla.Governance;

/// <summary>What an operation may do to the world, and so which levers must allow it.</summary>
public enum ExecutionClass
{
    /// <summary>Reads only: always allowed.</summary>
    ReadOnly = 0,

    /// <summary>Acts in a sandbox: needs the kill switch clear.</summary>
    SandboxExec = 1,

    /// <summary>
    /// Acts in production: needs the kill switch clear, in every environment, and go-live enabled where
    /// enforcement is on.
    /// </summary>
    ProdExec = 2,
}
