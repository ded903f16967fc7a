using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.GoNoGo;

/// <summary>Hosts without a health check service still observe the library's own checks.</summary>
public sealed class FeatureHealthTests
{
    [Theory]
    [InlineData(HealthStatus.Healthy, true, null)]
    [InlineData(HealthStatus.Degraded, true, "disk: degraded")]
    [InlineData(HealthStatus.Unhealthy, false, "disk: unhealthy")]
    public async Task Observe_AnOfferedCheck_Decides(HealthStatus status, bool expected, string? detail)
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        var health = new FeatureHealth([new FeatureHealthCheck("disk", _ => new FixedCheck(status))], services);

        var observed = await new HostHealthEvidence(health, new LocalStoreClock(new FakeTimeProvider()))
            .ObserveAsync(CancellationToken.None);

        var evidence = Assert.Single(observed);
        Assert.Equal(ReservedSignals.HostHealth, evidence.Signal);
        Assert.Equal((EvidenceValue.Of(expected), detail), (evidence.Value, evidence.Detail));
    }

    private sealed class FixedCheck(HealthStatus status) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(new HealthCheckResult(status));
    }
}
