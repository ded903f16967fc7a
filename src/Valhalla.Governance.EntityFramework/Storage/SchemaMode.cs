namespace Valhalla.Governance.EntityFramework;

/// <summary>What the library does about the database schema when it starts.</summary>
public enum SchemaMode
{
    /// <summary>Creates or updates it. Safe when several nodes start at once. The default in Development.</summary>
    Auto = 0,

    /// <summary>
    /// Stops the host with the remedy when it is missing or of another version. The default elsewhere.
    /// </summary>
    Validate = 1,

    /// <summary>Nothing: the first use of a missing schema fails.</summary>
    None = 2,
}
