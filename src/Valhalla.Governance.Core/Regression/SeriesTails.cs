using System.Runtime.InteropServices;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Regression;

/// <summary>
/// Judges series as they are stored: from a tail that is kept and followed, or built from the store when there is none,
/// or when it no longer fits. Thread-safe.
/// </summary>
/// <remarks>
/// A tail is taken out while it is used. Whoever finds none builds one, so that nobody waits, and one of them is kept.
/// </remarks>
internal sealed class SeriesTails(IKpiStore store, SeriesReader reader)
{
    /// <summary>How many events all tails together have room for: 32 bytes each at most.</summary>
    public const int MaxEvents = 1 << 22;

    /// <summary>More new events than that are not followed: the newest are enough, and fewer.</summary>
    private const int FollowEvents = 1_000;

    private readonly Lock _sync = new();
    private readonly Dictionary<KpiSeries, LinkedListNode<(KpiSeries Series, SeriesTail Tail)>> _tails = [];
    private readonly LinkedList<(KpiSeries Series, SeriesTail Tail)> _byUse = [];
    private int _events;
    private long _settledId;

    /// <summary>How many tails are kept.</summary>
    public int Count
    {
        get
        {
            lock (_sync)
            {
                return _tails.Count;
            }
        }
    }

    /// <summary>Asks the store how far events are settled. An older answer is safe: more is read again.</summary>
    public async ValueTask ObserveSettledAsync(CancellationToken cancellationToken) =>
        Volatile.Write(ref _settledId, await store.ReadSettledIdAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Judges a series on every event that is visible now.</summary>
    public async ValueTask<TailJudgement> JudgeAsync(
        RegressionPolicy policy, RegressionState state, CancellationToken cancellationToken)
    {
        // Before the events are read: what was settled then is among them.
        var settledId = Volatile.Read(ref _settledId);
        if (Take(policy.Series) is { } kept && kept.Fits(policy, state))
        {
            var events = await store.ReadOldestAsync(
                policy.Series, kept.ReadAfterId, FollowEvents, cancellationToken).ConfigureAwait(false);
            if (events.Count < FollowEvents && kept.TryFollow(SpanOf(events), settledId, out var followed))
            {
                Keep(policy.Series, kept);
                return followed;
            }
        }

        var read = await reader.ReadWindowsAsync(policy, state, cancellationToken).ConfigureAwait(false);
        var built = new SeriesTail(policy, state, read.Frozen, read.BaselineLastId);
        if (IsSettled(read, state, settledId)
            && built.TryFollow(SpanOf(read.Events), settledId, out var judged))
        {
            Keep(policy.Series, built);
            return judged;
        }

        // Too much of it is unsettled to be kept.
        var once = new SeriesTail(policy, state, read.Frozen, read.BaselineLastId);
        once.TryFollow(SpanOf(read.Events), long.MaxValue, out judged);
        return judged;
    }

    /// <summary>Whether a baseline that was found just now can be counted on; a stored one always can.</summary>
    private static bool IsSettled(StoredWindows read, RegressionState state, long settledId) =>
        state.FrozenBaselineEvents > 0 || read.BaselineLastId <= settledId;

    private static ReadOnlySpan<KpiSample> SpanOf(IReadOnlyList<KpiSample> events) => events switch
    {
        List<KpiSample> list => CollectionsMarshal.AsSpan(list),
        KpiSample[] array => array,
        _ => events.ToArray(),
    };

    private SeriesTail? Take(KpiSeries series)
    {
        lock (_sync)
        {
            return Remove(series);
        }
    }

    private void Keep(KpiSeries series, SeriesTail tail)
    {
        lock (_sync)
        {
            Remove(series);
            _tails[series] = _byUse.AddLast((series, tail));
            _events += tail.Capacity;
            while (_events > MaxEvents && _byUse.First is { } oldest && oldest.Value.Series != series)
            {
                Remove(oldest.Value.Series);
            }
        }
    }

    private SeriesTail? Remove(KpiSeries series)
    {
        if (!_tails.Remove(series, out var node))
        {
            return null;
        }

        _byUse.Remove(node);
        _events -= node.Value.Tail.Capacity;
        return node.Value.Tail;
    }
}
