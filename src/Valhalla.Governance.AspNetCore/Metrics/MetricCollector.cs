using System.Diagnostics.Metrics;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.AspNetCore.Metrics;

/// <summary>Listens to the library's meter, from its creation on, for <c>/metrics</c>. Thread-safe.</summary>
internal sealed class MetricCollector : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<MetricFamily> _families = [];
    private readonly MeterListener _listener = new();

    public MetricCollector(ValhallaMeter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // The meter of this host, and not one of the same name in the same process.
            if (ReferenceEquals(instrument.Meter, meter.Meter))
            {
                var family = new MetricFamily(instrument);
                lock (_gate)
                {
                    _families.Add(family);
                }

                listener.EnableMeasurementEvents(instrument, family);
            }
        };
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<decimal>(
            static (_, value, tags, state) => Record(state, (double)value, tags));
        _listener.Start();
    }

    /// <summary>Writes every metric that has a value, by name.</summary>
    public void Write(PrometheusWriter writer)
    {
        lock (_gate)
        {
            foreach (var family in _families.Where(static f => f.IsObservable))
            {
                family.Forget();
            }

            _listener.RecordObservableInstruments();
            foreach (var family in _families.OrderBy(static f => f.Name, StringComparer.Ordinal))
            {
                writer.Family(family);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((MetricFamily)state!).Record(value, tags);
}
