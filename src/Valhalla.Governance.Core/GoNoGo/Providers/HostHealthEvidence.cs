namespace Valhalla.Governance.GoNoGo;

/// <summary>Observes whether every health check of the host is healthy; degraded is not.</summary>
internal sealed class HostHealthEvidence(IHostHealth health, TimeProvider time) : IEvidenceProvider
{
    private const string Source = "health checks";

    public async ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken)
    {
        var observedAt = time.GetUtcNow();
        var unhealthy = await health.FindUnhealthyAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            new Evidence(
                ReservedSignals.HostHealth,
                EvidenceValue.Of(unhealthy.Count == 0),
                observedAt,
                EvidenceDetail.List(unhealthy),
                Source),
        ];
    }
}
