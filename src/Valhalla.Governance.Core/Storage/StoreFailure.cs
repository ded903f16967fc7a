namespace Valhalla.Governance;

/// <summary>How a store failed.</summary>
public enum StoreFailure
{
    /// <summary>
    /// Not reachable, shutting down, or failing in a way that a later call may not see (<c>store_unavailable</c>).
    /// </summary>
    Unavailable = 0,

    /// <summary>Still contended after all retries (<c>busy</c>).</summary>
    Busy = 1,

    /// <summary>No space left (<c>storage_full</c>).</summary>
    Full = 2,

    /// <summary>The bounded queue in front of the store is full (<c>overloaded</c>).</summary>
    Overloaded = 3,

    /// <summary>The schema is missing or of another version (<c>schema_mismatch</c>).</summary>
    SchemaMismatch = 4,
}
