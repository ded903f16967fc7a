using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Kpi;

/// <summary>
/// Instruments and activities of KPI events. Without a listener, an event costs one read. Domains and metrics are tags
/// only for the first series seen, so that names from outside cannot grow their number without bound.
/// </summary>
internal sealed class KpiMetrics : IDisposable
{
    public const int MaxTaggedSeries = 1_000;

    private readonly ConcurrentDictionary<KpiSeries, byte> _tagged = new();
    private readonly GuardedCounter<long> _events;
    private readonly GuardedHistogram<double> _duration;
    private readonly GuardedHistogram<double> _value;
    private readonly GuardedCounter<long> _dropped;
    private readonly GuardedCounter<long> _quarantined;
    private readonly GuardedHistogram<int> _batchSize;
    private readonly GuardedHistogram<double> _batchDuration;
    private readonly GuardedCounter<long> _failures;
    private readonly ActivitySource _activities = new(ValhallaTelemetry.ActivitySourceName);
    private int _taggedCount;
    private Func<long> _pending = static () => 0;

    public KpiMetrics(ValhallaMeter meter)
    {
        _events = meter.CreateCounter<long>(
            "valhalla.kpi.events", "{event}", "KPI events emitted, by domain, metric and outcome.");
        _duration = meter.CreateHistogram<double>(
            "valhalla.kpi.duration", "ms", "Durations of KPI events, by domain, metric and outcome.");
        _value = meter.CreateHistogram<double>(
            "valhalla.kpi.value", "1", "Values of KPI events, by domain and metric.");
        _dropped = meter.CreateCounter<long>(
            "valhalla.kpi.dropped", "{event}", "KPI events lost, by domain, metric and reason.");
        _quarantined = meter.CreateCounter<long>(
            "valhalla.kpi.quarantined", "{event}", "KPI events that the store refused, by domain and metric.");
        _batchSize = meter.CreateHistogram<int>(
            "valhalla.kpi.batch.size", "{event}", "KPI events committed together.");
        _batchDuration = meter.CreateHistogram<double>(
            "valhalla.kpi.batch.duration", "s", "Time to commit a batch of KPI events.");
        _failures = meter.CreateCounter<long>(
            "valhalla.kpi.commit.failures", "{attempt}", "Attempts to commit that failed, by kind of failure.");
        meter.Meter.CreateObservableGauge(
            "valhalla.kpi.pending", () => _pending(), "{event}", "KPI events that wait to be committed.");
    }

    /// <summary>Says where the number of waiting events is read.</summary>
    public void ObservePending(Func<long> pending) => _pending = pending;

    /// <summary>Whether anybody listens to emitted events.</summary>
    public bool IsListenedTo
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _events.Enabled || _duration.Enabled || _value.Enabled;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Emitted(in KpiEvent kpiEvent)
    {
        if (IsListenedTo)
        {
            Record(kpiEvent);
        }
    }

    /// <summary>Starts an activity for a timed step, when somebody listens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Activity? StartStep(DomainName domain, MetricName metric) =>
        _activities.HasListeners() ? StartListenedStep(domain, metric) : null;

    private Activity? StartListenedStep(DomainName domain, MetricName metric)
    {
        try
        {
            var activity = _activities.StartActivity($"kpi {domain.Value}.{metric.Value}");
            activity?.SetTag("valhalla.domain", domain.Value);
            activity?.SetTag("valhalla.metric", metric.Value);
            return activity;
        }
        catch (Exception)
        {
            // A listener of the host failed: the step goes on without an activity.
            return null;
        }
    }

    /// <summary>Ends the activity of a timed step; what its listeners throw must not lose the event.</summary>
    public static void StopStep(Activity activity, bool? success, string? error)
    {
        try
        {
            if (success is { } known)
            {
                activity.SetStatus(known ? ActivityStatusCode.Ok : ActivityStatusCode.Error, known ? null : error);
            }

            activity.Dispose();
        }
        catch (Exception)
        {
            // As above.
        }
    }

    public void Lost(in KpiEvent kpiEvent, KpiLossReason reason)
    {
        var tags = SeriesTags(kpiEvent);
        if (reason == KpiLossReason.Quarantined)
        {
            _quarantined.Add(1, tags);
            return;
        }

        tags.Add("reason", WireNames.Of(reason));
        _dropped.Add(1, tags);
    }

    public void Committed(int events, TimeSpan duration)
    {
        _batchSize.Record(events);
        _batchDuration.Record(duration.TotalSeconds);
    }

    public void CommitFailed(StoreFailure failure) =>
        _failures.Add(1, new KeyValuePair<string, object?>("failure", WireNames.Of(failure)));

    public void Dispose() => _activities.Dispose();

    private void Record(in KpiEvent kpiEvent)
    {
        var tags = SeriesTags(kpiEvent);
        if (kpiEvent.Value is { } value)
        {
            _value.Record(value, tags);
        }

        tags.Add("outcome", kpiEvent.Success switch { true => "success", false => "failure", null => "none" });
        _events.Add(1, tags);
        if (kpiEvent.DurationMs is { } duration)
        {
            _duration.Record(duration, tags);
        }
    }

    private bool TryTag(KpiSeries series)
    {
        if (_tagged.TryAdd(series, 0))
        {
            Interlocked.Increment(ref _taggedCount);
        }

        return true;
    }

    private TagList SeriesTags(in KpiEvent kpiEvent)
    {
        var series = new KpiSeries(kpiEvent.Domain, kpiEvent.Metric);
        var isTagged = _tagged.ContainsKey(series)
            || (Volatile.Read(ref _taggedCount) < MaxTaggedSeries && TryTag(series));
        return isTagged
            ? new TagList { { "domain", series.Domain.Value }, { "metric", series.Metric.Value } }
            : new TagList { { "domain", "other" }, { "metric", "other" } };
    }
}
