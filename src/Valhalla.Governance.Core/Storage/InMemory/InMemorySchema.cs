namespace Valhalla.Governance.Storage;

/// <summary>There is no schema to create or to be wrong in memory.</summary>
internal sealed class InMemorySchema : ISchemaProbe, IStoreInitializer
{
    public ValueTask<SchemaStatus> ProbeAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(new SchemaStatus("memory", SchemaStatus.CurrentVersion, SchemaStatus.CurrentVersion));

    public ValueTask InitializeAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
