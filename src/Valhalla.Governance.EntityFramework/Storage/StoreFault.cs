namespace Valhalla.Governance.EntityFramework;

/// <summary>What a provider's exception means for the operation that met it.</summary>
internal enum StoreFault
{
    /// <summary>Not the database's fault: a defect here, or a wrong value. It is not retried and not hidden.</summary>
    None = 0,

    /// <summary>Contention: the same transaction may succeed a moment later.</summary>
    Busy = 1,

    /// <summary>The connection is gone; the transaction is not committed unless it was being committed.</summary>
    ConnectionLost = 2,

    /// <summary>No space left.</summary>
    Full = 3,

    /// <summary>The database cannot work now: an I/O error, a timeout, a shutdown.</summary>
    Unavailable = 4,

    /// <summary>A table or column is missing.</summary>
    SchemaMismatch = 5,
}
