using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Ramp;

/// <summary>Observes whether the rollback triggers are being watched.</summary>
internal sealed class RampGuardEvidence(RampGuardHealth health, IStoreClock clock) : IEvidenceProvider
{
    private const string Source = "ramp_guard";

    public IReadOnlyCollection<SignalName> Signals { get; } = [ReservedSignals.RampGuardOperational];

    public async ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken)
    {
        var problem = health.Problem;
        return
        [
            new Evidence(
                ReservedSignals.RampGuardOperational,
                EvidenceValue.Of(problem is null),
                await clock.GetAsync(cancellationToken).ConfigureAwait(false),
                problem,
                Source),
        ];
    }
}
