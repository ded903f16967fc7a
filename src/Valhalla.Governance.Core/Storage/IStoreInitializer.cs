namespace Valhalla.Governance.Storage;

/// <summary>Brings the store to the state this build works with, before anything else of the library starts.</summary>
internal interface IStoreInitializer
{
    /// <summary>Creates or validates the schema and seeds it, as the schema mode says.</summary>
    /// <exception cref="ValhallaConfigurationException">
    /// The schema is missing or old and may not be created.
    /// </exception>
    /// <exception cref="ValhallaStoreException">
    /// The store could not be asked; the call is made again until it can. <see cref="StoreFailure.SchemaMismatch"/> is
    /// not asked again: it stops the host, as a configuration error does.
    /// </exception>
    ValueTask InitializeAsync(CancellationToken cancellationToken);
}
