using Microsoft.Extensions.Options;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.GoLive;

/// <inheritdoc cref="IGoLiveChecklist" />
internal sealed class PackChecklist(PackCatalog catalog, ISchemaProbe probe, IOptions<GoLiveOptions> options)
    : IGoLiveChecklist
{
    public async ValueTask<GoLiveChecklist> GetAsync(CancellationToken cancellationToken = default)
    {
        var schema = await ProbeAsync(cancellationToken).ConfigureAwait(false);
        var required = options.Value.RequiredPacks ?? GoLiveOptions.DefaultRequiredPacks;
        var packs = new SortedDictionary<string, PackStatus>(StringComparer.Ordinal);
        foreach (var letter in required)
        {
            packs[letter] = catalog.StatusOf(letter, schema);
        }

        return new GoLiveChecklist(schema is { IsUsable: true }, packs);
    }

    private async ValueTask<SchemaStatus?> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await probe.ProbeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ValhallaStoreException)
        {
            // What cannot be confirmed is missing; the schema check of the runbook says why.
            return null;
        }
    }
}
