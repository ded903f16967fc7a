namespace Valhalla.Governance.EntityFramework;

/// <summary>Turns faults into the exception that callers of a store see.</summary>
internal static class StoreFaults
{
    public static ValhallaStoreException ToException(StoreFault fault, Exception cause) => fault switch
    {
        StoreFault.Busy => new ValhallaStoreException(
            StoreFailure.Busy, "The database is still contended after all retries. Try again.", cause),
        StoreFault.Full => new ValhallaStoreException(
            StoreFailure.Full, "The database has no space left. Free space on its disk.", cause),
        StoreFault.SchemaMismatch => new ValhallaStoreException(
            StoreFailure.SchemaMismatch,
            "A table or column is missing. Apply the schema: run `valhalla db apply`, or set "
            + "Valhalla:Storage:SchemaMode to Auto.",
            cause),
        _ => new ValhallaStoreException(
            StoreFailure.Unavailable, "The database cannot be reached or cannot work now.", cause),
    };
}
