using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.Ramp;

/// <summary>Observes whether the rollback triggers are being watched.</summary>
internal sealed class RampGuardEvidence(RampGuardHealth health, TimeProvider time) : IEvidenceProvider
{
    private const string Source = "ramp_guard";

    public IReadOnlyCollection<SignalName> Signals { get; } = [ReservedSignals.RampGuardOperational];

    public ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken)
    {
        var problem = health.Problem;
        return ValueTask.FromResult<IReadOnlyList<Evidence>>(
        [
            new Evidence(
                ReservedSignals.RampGuardOperational,
                EvidenceValue.Of(problem is null),
                time.GetUtcNow(),
                problem,
                Source),
        ]);
    }
}
