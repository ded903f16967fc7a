using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.GoLive;

/// <summary>The packs, and which of them are installed.</summary>
/// <param name="added">Packs of other assemblies; a letter that is taken stays as it is.</param>
/// <param name="registered">Which services are registered.</param>
internal sealed class PackCatalog(IEnumerable<Pack> added, IServiceProviderIsService registered)
{
    private static readonly Pack[] Core =
    [
        new("A", "go-live", [typeof(IGoLiveGate)]),
        new("B", "risk guard", [typeof(IRiskGuard)]),
        new("C", "Heimdall charter", [typeof(IHeimdallCharter)]),
        new("D", "regression tripwire", [typeof(IRegressionTripwire)]),
        new("E", "execution classes", [typeof(IGoLiveGate)]),
        new("F", "runbook and KPI helpers", [typeof(IRunbook), typeof(IKpiEmitter)]),
        new("K", "go/no-go board and ramp", [typeof(IGoNoGoBoard), typeof(IInfluenceRamp)]),
    ];

    /// <summary>The packs by letter.</summary>
    public IReadOnlyDictionary<string, Pack> Packs { get; } = Core.Concat(added)
        .DistinctBy(pack => pack.Letter, StringComparer.Ordinal)
        .ToDictionary(pack => pack.Letter, StringComparer.Ordinal);

    /// <summary>Whether a pack is installed.</summary>
    /// <param name="letter">Its letter; an unknown one is missing.</param>
    /// <param name="schema">What the probe of the schema found; null when it could not be asked.</param>
    public PackStatus StatusOf(string letter, SchemaStatus? schema) =>
        schema is { IsUsable: true }
        && Packs.TryGetValue(letter, out var pack)
        && pack.Services.All(registered.IsService)
            ? PackStatus.Installed
            : PackStatus.Missing;
}
