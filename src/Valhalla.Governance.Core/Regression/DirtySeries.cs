using System.Collections.Concurrent;
using Valhalla.Governance.Control;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Regression;

/// <summary>The watched series with events that were committed since they were last taken. Thread-safe.</summary>
/// <remarks>Bounded by the number of enabled policies: other series are passed over.</remarks>
internal sealed class DirtySeries(ControlState control) : IKpiCommitListener
{
    private readonly ConcurrentDictionary<KpiSeries, bool> _series = [];
    private volatile TaskCompletionSource _signal = NewSignal();

    public void OnCommitted(ReadOnlySpan<KpiEvent> events)
    {
        var policies = control.Current.RegressionPolicies;
        var last = default(KpiSeries);
        var any = false;
        foreach (ref readonly var kpiEvent in events)
        {
            var series = new KpiSeries(kpiEvent.Domain, kpiEvent.Metric);
            if (series == last)
            {
                continue;
            }

            last = series;
            if (policies.TryGetValue(series, out var policy) && policy.Enabled)
            {
                _series[series] = true;
                any = true;
            }
        }

        if (any)
        {
            _signal.TrySetResult();
        }
    }

    /// <summary>Takes what has come together.</summary>
    public IReadOnlyCollection<KpiSeries> Take()
    {
        // The signal first: what is marked from here on raises the new one.
        Interlocked.Exchange(ref _signal, NewSignal());
        var taken = new List<KpiSeries>();
        foreach (var (series, _) in _series)
        {
            if (_series.TryRemove(series, out _))
            {
                taken.Add(series);
            }
        }

        return taken;
    }

    /// <summary>Completes when a series is marked, or after a time.</summary>
    public async ValueTask WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await _signal.Task.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Time for a round over all.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
