using Valhalla.Governance.Control;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Observes whether no tripwire has fired and waits, as of the last confirmed control state.</summary>
internal sealed class TripwireEvidence(ControlState control, TimeProvider time) : IEvidenceProvider
{
    private const string Source = "tripwire";

    public IReadOnlyCollection<SignalName> Signals { get; } = [ReservedSignals.TripwireClear];

    public ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken)
    {
        if (control.Latest is not { } latest)
        {
            return ValueTask.FromResult<IReadOnlyList<Evidence>>([]);
        }

        var fired = latest.Snapshot.RegressionStates.Values.Where(static state => state.Triggered)
            .Select(static state => state.Series.ToString())
            .Order(StringComparer.Ordinal)
            .ToList();
        return ValueTask.FromResult<IReadOnlyList<Evidence>>(
        [
            new Evidence(
                ReservedSignals.TripwireClear,
                EvidenceValue.Of(fired.Count == 0),
                time.GetUtcNow() - time.GetElapsedTime(latest.ConfirmedAt),
                EvidenceDetail.List(fired),
                Source),
        ]);
    }
}
