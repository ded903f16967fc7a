namespace Valhalla.Governance.GoNoGo;

/// <summary>
/// Observes whether a kill would reach the store from this node now: its view of the gate is confirmed, and no kill
/// waits here for the store to take it.
/// </summary>
internal sealed class KillSwitchEvidence(IGoLiveGate gate, TimeProvider time) : IEvidenceProvider
{
    private const string Source = "kill switch";

    public ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken)
    {
        var current = gate.Current;
        var detail = current.IsStale ? "The state of the gate is not confirmed by the store."
            : current.IsLatchedLocally ? "A kill of this node waits for the store to take it."
            : null;
        return ValueTask.FromResult<IReadOnlyList<Evidence>>(
        [
            new Evidence(
                ReservedSignals.KillSwitchFunctional,
                EvidenceValue.Of(detail is null),
                time.GetUtcNow(),
                detail,
                Source),
        ]);
    }
}
