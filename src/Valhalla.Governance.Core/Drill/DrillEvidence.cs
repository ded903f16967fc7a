using System.Globalization;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Drill;

/// <summary>
/// Observes the kill switch: what drills of this build have shown, and whether a kill would work from this node now.
/// </summary>
internal sealed class DrillEvidence(IDrillStore store, NodeIdentity node, IGoLiveGate gate, IStoreClock clock)
    : IEvidenceProvider
{
    public const string Source = "kill_switch_drill";

    public IReadOnlyCollection<SignalName> Signals { get; } =
        [ReservedSignals.KillSwitchDrill, ReservedSignals.KillSwitchFunctional];

    public async ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken)
    {
        var last = await store.FindLastAsync(node.Build, passed: false, cancellationToken).ConfigureAwait(false);
        var shown = last is { Status: KillSwitchDrillStatus.Failed }
            ? last
            : await store.FindLastAsync(node.Build, passed: true, cancellationToken).ConfigureAwait(false);
        var functional = Functional(shown, await clock.GetAsync(cancellationToken).ConfigureAwait(false));
        return shown is null ? [functional] : [Of(shown), functional];
    }

    private Evidence Functional(KillSwitchDrill? drill, DateTimeOffset now)
    {
        var current = gate.Current;
        var problem = current.IsStale ? "The state of the gate is not confirmed by the store."
            : current.IsLatchedLocally ? "A kill of this node waits for the store to take it."
            : drill is { Status: KillSwitchDrillStatus.Failed } ? drill.Failure ?? "The newest drill failed."
            : null;
        return new Evidence(
            ReservedSignals.KillSwitchFunctional,
            EvidenceValue.Of(problem is null),
            now,
            problem,
            Source);
    }

    private static Evidence Of(KillSwitchDrill drill) => new(
        ReservedSignals.KillSwitchDrill,
        EvidenceValue.Of(drill.Status == KillSwitchDrillStatus.Passed),
        drill.FinishedAt!.Value,
        drill.Failure ?? string.Create(
            CultureInfo.InvariantCulture,
            $"{drill.NodesDenied} of {drill.NodesExpected} nodes denied, the slowest after "
            + $"{drill.SlowestMilliseconds:0.#} ms."),
        Source);
}
