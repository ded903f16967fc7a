namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>Whether a caller may use an endpoint.</summary>
internal enum AccessVerdict
{
    /// <summary>Yes.</summary>
    Allowed = 0,

    /// <summary>The caller is not known; the host's policy asks for a login.</summary>
    Unauthenticated = 1,

    /// <summary>The caller is known, and the host's policy says no.</summary>
    Forbidden = 2,

    /// <summary>No policy is mapped, and the caller is not a developer on this machine.</summary>
    NotConfigured = 3,
}
