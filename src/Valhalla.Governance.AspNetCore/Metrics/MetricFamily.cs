using System.Diagnostics.Metrics;

namespace Valhalla.Governance.AspNetCore.Metrics;

/// <summary>
/// One instrument with its series, in the terms of Prometheus. Thread-safe; a measurement of a series that is there
/// allocates nothing.
/// </summary>
internal sealed class MetricFamily
{
    /// <summary>Label sets of one instrument at the most; what is beyond is counted together.</summary>
    public const int MaxSeries = 2_000;

    private static readonly KeyValuePair<string, object?>[] Overflow = [new("otel_metric_overflow", "true")];

    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<MetricSeries>> _series = [];
    private readonly double _scale;
    private readonly double[]? _bounds;
    private readonly bool _isTotal;
    private int _count;

    public MetricFamily(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        Kind = type == typeof(Histogram<>)
            ? MetricKind.Histogram
            : type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter : MetricKind.Gauge;
        Name = PrometheusNames.Of(instrument.Name, instrument.Unit, Kind);
        Help = string.IsNullOrEmpty(instrument.Description) ? instrument.Name : instrument.Description;
        _scale = PrometheusNames.ScaleOf(instrument.Unit);
        _bounds = Kind == MetricKind.Histogram ? HistogramBounds.Of(instrument.Unit) : null;
        _isTotal = instrument.IsObservable || type == typeof(Gauge<>);
        IsObservable = instrument.IsObservable;
    }

    public string Name { get; }

    public string Help { get; }

    public MetricKind Kind { get; }

    public bool IsObservable { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            Find(tags, isOverflow: false).Record(value * _scale, _isTotal);
        }
    }

    /// <summary>Forgets what was observed, so that a series which is no longer reported vanishes.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _series.Clear();
            _count = 0;
        }
    }

    /// <summary>Writes every series, in a fixed order, while nothing is recorded.</summary>
    public void Write(Action<MetricSeries> write)
    {
        lock (_gate)
        {
            foreach (var series in _series.Values.SelectMany(static s => s)
                .OrderBy(static s => s.Labels, StringComparer.Ordinal))
            {
                write(series);
            }
        }
    }

    private MetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, bool isOverflow)
    {
        var hash = HashOf(tags);
        if (_series.TryGetValue(hash, out var candidates))
        {
            foreach (var candidate in candidates)
            {
                if (candidate.Has(tags))
                {
                    return candidate;
                }
            }
        }

        if (_count >= MaxSeries && !isOverflow)
        {
            return Find(Overflow, isOverflow: true);
        }

        var added = new MetricSeries(tags.ToArray(), _bounds);
        (candidates ?? (_series[hash] = [])).Add(added);
        _count++;
        return added;
    }

    private static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = default(HashCode);
        foreach (var (name, value) in tags)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
