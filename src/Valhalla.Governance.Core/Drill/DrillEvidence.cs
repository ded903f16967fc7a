using System.Globalization;

namespace Valhalla.Governance.Drill;

/// <summary>What drills of this build tell the go/no-go board.</summary>
internal sealed class DrillEvidence(IDrillStore store, NodeIdentity node) : IEvidenceProvider
{
    public const string Source = "kill_switch_drill";

    private static readonly SignalName[] Signals = [new("kill_switch_drill"), new("kill_switch_functional")];

    public async ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken)
    {
        var last = await store.FindLastAsync(node.Build, passed: false, cancellationToken).ConfigureAwait(false);
        var shown = last is { Status: KillSwitchDrillStatus.Failed }
            ? last
            : await store.FindLastAsync(node.Build, passed: true, cancellationToken).ConfigureAwait(false);
        return shown is null
            ? []
            : [.. Signals.Select(signal => Of(signal, shown))];
    }

    private static Evidence Of(SignalName signal, KillSwitchDrill drill) => new(
        signal,
        EvidenceValue.Of(drill.Status == KillSwitchDrillStatus.Passed),
        drill.FinishedAt!.Value,
        drill.Failure ?? string.Create(
            CultureInfo.InvariantCulture,
            $"{drill.NodesDenied} of {drill.NodesExpected} nodes denied, the slowest after "
            + $"{drill.SlowestMilliseconds:0.#} ms."),
        Source);
}
