namespace Valhalla.Governance.Storage;

/// <summary>Brings the store to the state this build works with, before anything else of the library starts.</summary>
internal interface IStoreInitializer
{
    /// <summary>Creates or validates the schema and seeds it, as the schema mode says.</summary>
    /// <exception cref="ValhallaConfigurationException">The schema is missing or old and may not be
    /// created.</exception>
    ValueTask InitializeAsync(CancellationToken cancellationToken);
}
