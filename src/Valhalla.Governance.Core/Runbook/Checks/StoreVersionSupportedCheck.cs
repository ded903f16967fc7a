using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Runbook;

/// <summary>The provider has nothing to warn of, such as a SQLite that lacks a fix.</summary>
internal sealed class StoreVersionSupportedCheck(ISchemaProbe probe) : IRunbookCheck
{
    public string Id => RunbookCheckIds.StoreVersionSupported;

    public CheckSeverity Severity => CheckSeverity.Warning;

    public async ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var schema = await probe.ProbeAsync(cancellationToken).ConfigureAwait(false);
        return new RunbookCheckOutcome(
            schema.Warning is null,
            schema.Warning ?? "Database version supported",
            new Dictionary<string, object?> { ["provider"] = schema.Provider });
    }
}
