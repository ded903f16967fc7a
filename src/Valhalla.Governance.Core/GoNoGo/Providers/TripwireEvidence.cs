using Valhalla.Governance.Control;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Observes whether no tripwire has fired and waits, as of the last confirmed control state.</summary>
internal sealed class TripwireEvidence(ControlState control, TimeProvider time, IStoreClock clock) : IEvidenceProvider
{
    private const string Source = "tripwire";

    public IReadOnlyCollection<SignalName> Signals { get; } = [ReservedSignals.TripwireClear];

    public async ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken)
    {
        if (control.Latest is not { } latest)
        {
            return [];
        }

        var fired = latest.Snapshot.RegressionStates.Values.Where(static state => state.Triggered)
            .Select(static state => state.Series.ToString())
            .Order(StringComparer.Ordinal)
            .ToList();
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            new Evidence(
                ReservedSignals.TripwireClear,
                EvidenceValue.Of(fired.Count == 0),
                now - time.GetElapsedTime(latest.ConfirmedAt),
                EvidenceDetail.List(fired),
                Source),
        ];
    }
}
