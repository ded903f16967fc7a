using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Valhalla.Governance.Diagnostics;

/// <summary>
/// A histogram whose listeners cannot harm who records: what they throw ends here. Without a listener it costs one
/// read.
/// </summary>
internal readonly struct GuardedHistogram<T>(Histogram<T> histogram)
    where T : struct
{
    public bool Enabled => histogram.Enabled;

    public void Record(T value) => Record(value, default(TagList));

    public void Record(T value, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!histogram.Enabled)
        {
            return;
        }

        try
        {
            histogram.Record(value, tags);
        }
        catch (Exception)
        {
            // The host's listener failed, not what it listens to.
        }
    }

    public void Record(T value, in TagList tags)
    {
        if (!histogram.Enabled)
        {
            return;
        }

        try
        {
            histogram.Record(value, tags);
        }
        catch (Exception)
        {
            // As above.
        }
    }
}
