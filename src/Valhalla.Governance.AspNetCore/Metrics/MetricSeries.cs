namespace Valhalla.Governance.AspNetCore.Metrics;

/// <summary>One label set of an instrument. Used under the lock of its family.</summary>
internal sealed class MetricSeries(KeyValuePair<string, object?>[] tags, double[]? bounds)
{
    private readonly long[] _buckets = bounds is null ? [] : new long[bounds.Length + 1];

    /// <summary>The labels as written, without braces; empty without any.</summary>
    public string Labels { get; } = PrometheusNames.LabelsOf(tags);

    /// <summary>The upper bounds of a histogram's buckets, without infinity.</summary>
    public IReadOnlyList<double> Bounds => bounds ?? [];

    /// <summary>How many measurements fell into each bucket alone; the last is the one up to infinity.</summary>
    public IReadOnlyList<long> Buckets => _buckets;

    /// <summary>The value; of a histogram the sum.</summary>
    public double Value { get; private set; }

    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> other)
    {
        if (other.Length != tags.Length)
        {
            return false;
        }

        for (var i = 0; i < tags.Length; i++)
        {
            if (!string.Equals(tags[i].Key, other[i].Key, StringComparison.Ordinal)
                || !Equals(tags[i].Value, other[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    public void Record(double value, bool isTotal)
    {
        if (bounds is not null)
        {
            var index = Array.BinarySearch(bounds, value);
            _buckets[index < 0 ? ~index : index]++;
        }

        Value = isTotal ? value : Value + value;
    }
}
