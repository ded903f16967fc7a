namespace Valhalla.Governance.Storage;

/// <summary>Says whether the store's schema is the one this build works with.</summary>
internal interface ISchemaProbe
{
    ValueTask<SchemaStatus> ProbeAsync(CancellationToken cancellationToken);
}
