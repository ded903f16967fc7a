using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Valhalla.Governance.Diagnostics;

/// <summary>
/// A counter whose listeners cannot harm who counts: what they throw ends here. Without a listener it costs one read.
/// </summary>
internal readonly struct GuardedCounter<T>(Counter<T> counter)
    where T : struct
{
    public bool Enabled => counter.Enabled;

    public void Add(T delta) => Add(delta, default(TagList));

    public void Add(T delta, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!counter.Enabled)
        {
            return;
        }

        try
        {
            counter.Add(delta, tags);
        }
        catch (Exception)
        {
            // The host's listener failed, not what it listens to.
        }
    }

    public void Add(T delta, in TagList tags)
    {
        if (!counter.Enabled)
        {
            return;
        }

        try
        {
            counter.Add(delta, tags);
        }
        catch (Exception)
        {
            // As above.
        }
    }
}
