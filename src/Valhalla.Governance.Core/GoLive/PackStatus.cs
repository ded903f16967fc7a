namespace Valhalla.Governance;

/// <summary>Whether a pack can be used.</summary>
public enum PackStatus
{
    /// <summary>A service or a table of it is missing, or the store could not be asked.</summary>
    Missing = 0,

    /// <summary>Its services are registered and its tables exist at the expected schema version.</summary>
    Installed = 1,
}
