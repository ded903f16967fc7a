namespace Valhalla.Governance.EntityFramework;

/// <summary>Reads enum values as the tables spell them.</summary>
internal static class StoredNames
{
    /// <exception cref="ValhallaStoreException">A newer build has written a value this one does not know.</exception>
    public static T Read<T>(string text)
        where T : struct, Enum => WireNames.TryRead<T>(text, out var value)
            ? value
            : throw new ValhallaStoreException(
                StoreFailure.SchemaMismatch,
                $"The stored value '{text}' is no {typeof(T).Name} of this build. Update this node.");
}
