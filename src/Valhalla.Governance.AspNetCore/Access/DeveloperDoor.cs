namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>Why a caller counts as the developer at this machine.</summary>
internal enum DeveloperDoor
{
    /// <summary>The caller does not.</summary>
    Closed = 0,

    /// <summary>A direct call from the loopback interface.</summary>
    ThisMachine = 1,

    /// <summary>A call in memory, through the test server of the host's own tests.</summary>
    TestServer = 2,
}
