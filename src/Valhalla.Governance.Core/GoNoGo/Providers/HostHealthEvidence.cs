using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.GoNoGo;

/// <summary>
/// Observes whether no health check of the host is unhealthy. One that is degraded still serves, as ASP.NET Core has
/// it: it is named in the detail.
/// </summary>
internal sealed class HostHealthEvidence(IHostHealth health, IStoreClock clock) : IEvidenceProvider
{
    private const string Source = "health checks";

    public IReadOnlyCollection<SignalName> Signals { get; } = [ReservedSignals.HostHealth];

    public async ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken)
    {
        var observedAt = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        var failing = await health.FindFailingAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            new Evidence(
                ReservedSignals.HostHealth,
                EvidenceValue.Of(failing.Values.All(static status => status != HealthStatus.Unhealthy)),
                observedAt,
                EvidenceDetail.List(failing.OrderBy(static check => check.Key, StringComparer.Ordinal)
                    .Select(static check => $"{check.Key}: {WireNames.Of(check.Value)}")),
                Source),
        ];
    }
}
