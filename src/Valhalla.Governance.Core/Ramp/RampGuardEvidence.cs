namespace Valhalla.Governance.Ramp;

/// <summary>Observes whether the rollback triggers are being watched.</summary>
internal sealed class RampGuardEvidence(RampGuardHealth health, TimeProvider time) : IEvidenceProvider
{
    private const string Source = "ramp_guard";
    private static readonly SignalName Operational = new("ramp_guard_operational");

    public ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken)
    {
        var problem = health.Problem;
        return ValueTask.FromResult<IReadOnlyList<Evidence>>(
            [new Evidence(Operational, EvidenceValue.Of(problem is null), time.GetUtcNow(), problem, Source)]);
    }
}
