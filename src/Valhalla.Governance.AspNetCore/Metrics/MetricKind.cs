namespace Valhalla.Governance.AspNetCore.Metrics;

/// <summary>The metric types of the text format that are written.</summary>
internal enum MetricKind
{
    /// <summary>Only rises.</summary>
    Counter = 0,

    /// <summary>Rises and falls.</summary>
    Gauge = 1,

    /// <summary>Counts by buckets.</summary>
    Histogram = 2,
}
