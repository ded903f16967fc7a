using Microsoft.Extensions.Options;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Regression;

/// <summary>Whether the stored events can be taken for all there were. Thread-safe.</summary>
internal sealed class KpiTrust(IOptions<RegressionOptions> options, TimeProvider time, IKpiHealth? health = null)
{
    private readonly Lock _sync = new();
    private long _dropped;
    private long? _droppedAt;

    /// <summary>Whether the KPI pipeline of this process is broken, or has dropped events a short time ago.</summary>
    public bool IsStale()
    {
        if (health is null)
        {
            return false;
        }

        var dropped = health.Dropped;
        lock (_sync)
        {
            if (dropped > _dropped)
            {
                _dropped = dropped;
                _droppedAt = time.GetTimestamp();
            }

            return !health.IsHealthy
                || (_droppedAt is { } at && time.GetElapsedTime(at) < options.Value.StaleAfterDrop);
        }
    }
}
