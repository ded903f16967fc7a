using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Runbook;

/// <summary>The store has the schema version that this build works with.</summary>
internal sealed class SchemaVersionCurrentCheck(ISchemaProbe probe) : IRunbookCheck
{
    public string Id => RunbookCheckIds.SchemaVersionCurrent;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public async ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var schema = await probe.ProbeAsync(cancellationToken).ConfigureAwait(false);
        return new RunbookCheckOutcome(
            schema.IsUsable,
            schema.IsUsable
                ? "Database schema at the expected version"
                : "Database schema must be at the expected version: apply the migrations with valhalla db apply, or "
                    + "start once with Valhalla:Storage:SchemaMode=Auto",
            new Dictionary<string, object?>
            {
                ["provider"] = schema.Provider,
                ["installed"] = schema.Installed,
                ["expected"] = schema.Expected,
                ["warning"] = schema.Warning,
            });
    }
}
