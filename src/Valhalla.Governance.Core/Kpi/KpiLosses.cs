using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Kpi;

/// <summary>
/// Counts lost events and remembers whose they were, so that nothing is dropped silently. Thread-safe.
/// </summary>
internal sealed class KpiLosses(
    IOptions<KpiOptions> options, TimeProvider time, KpiMetrics metrics, GuardedLogger<KpiLosses> logger)
{
    /// <summary>Names come from outside: their number is bounded here.</summary>
    private const int MaxStaleSeries = 1_024;

    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<KpiSeries, long> _lostAt = new();
    private long _dropped;
    private long _quarantined;
    private long _loggedAt;
    private int _logged;

    public long Dropped => Interlocked.Read(ref _dropped);

    public long Quarantined => Interlocked.Read(ref _quarantined);

    public IReadOnlyCollection<KpiSeries> StaleSeries =>
        [.. _lostAt.Where(entry => IsRecent(entry.Value)).Select(entry => entry.Key)];

    /// <summary>Whether any metric is stale; cheaper than listing them.</summary>
    public bool HasStaleSeries
    {
        get
        {
            foreach (var entry in _lostAt)
            {
                if (IsRecent(entry.Value))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public void Drop(in KpiEvent kpiEvent, KpiLossReason reason)
    {
        var dropped = Interlocked.Increment(ref _dropped);
        MarkStale(kpiEvent);
        metrics.Lost(kpiEvent, reason);
        if (MayLog())
        {
            KpiLog.Dropped(logger, kpiEvent.Domain.Value, kpiEvent.Metric.Value, WireNames.Of(reason), dropped);
        }
    }

    public void Quarantine(in KpiEvent kpiEvent, Exception exception)
    {
        Interlocked.Increment(ref _quarantined);
        MarkStale(kpiEvent);
        metrics.Lost(kpiEvent, KpiLossReason.Quarantined);
        KpiLog.Quarantined(logger, exception, kpiEvent.Domain.Value, kpiEvent.Metric.Value);
    }

    private void MarkStale(in KpiEvent kpiEvent)
    {
        var series = new KpiSeries(kpiEvent.Domain, kpiEvent.Metric);
        if (_lostAt.ContainsKey(series) || HasRoomForOne())
        {
            _lostAt[series] = time.GetTimestamp();
        }
    }

    private bool HasRoomForOne()
    {
        if (_lostAt.Count < MaxStaleSeries)
        {
            return true;
        }

        foreach (var entry in _lostAt.Where(entry => !IsRecent(entry.Value)))
        {
            _lostAt.TryRemove(entry);
        }

        return _lostAt.Count < MaxStaleSeries;
    }

    private bool IsRecent(long timestamp) => time.GetElapsedTime(timestamp) < options.Value.StalePeriod;

    /// <summary>A flood of drops is one line every now and then: each is counted, not each is told.</summary>
    private bool MayLog()
    {
        var now = time.GetTimestamp();
        var loggedAt = Interlocked.Read(ref _loggedAt);
        var isDue = Volatile.Read(ref _logged) == 0 || time.GetElapsedTime(loggedAt, now) >= LogInterval;
        if (!isDue || Interlocked.CompareExchange(ref _loggedAt, now, loggedAt) != loggedAt)
        {
            return false;
        }

        Volatile.Write(ref _logged, 1);
        return true;
    }
}
