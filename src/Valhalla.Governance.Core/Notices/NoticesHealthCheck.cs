using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Valhalla.Governance.Notices;

/// <summary>Degraded while a notice of a notifier of this host is a dead letter.</summary>
internal sealed class NoticesHealthCheck(NoticeNotifiers notifiers, INoticeStore store, NoticeMetrics metrics)
    : IHealthCheck
{
    /// <summary>The name under which it is registered.</summary>
    public const string Name = "notices";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (notifiers.All.Count == 0)
        {
            return HealthCheckResult.Healthy("Nobody is to be told.");
        }

        try
        {
            var open = await store.CountOpenAsync(notifiers.Names, cancellationToken).ConfigureAwait(false);
            metrics.Counted(open);
            return open == 0
                ? HealthCheckResult.Healthy("Every notice was delivered, or is being tried.")
                : HealthCheckResult.Degraded(string.Create(
                    CultureInfo.InvariantCulture, $"{open} notices could not be delivered. Look at the dead letters."));
        }
        catch (ValhallaStoreException exception)
        {
            return HealthCheckResult.Degraded("The store does not answer.", exception);
        }
    }
}
