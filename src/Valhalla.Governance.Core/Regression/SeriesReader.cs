using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Regression;

/// <summary>Reads what the rules need from the KPI store, without the events that have nothing to compare.</summary>
internal sealed class SeriesReader(IKpiStore store)
{
    private const int PageEvents = 1_024;
    private const int MaxPages = 256;
    public const int LargestLookback = 65_536;
    private const int Widening = 4;

    /// <summary>Reads both windows: by one query, unless a baseline has to be found first.</summary>
    public async ValueTask<StoredWindows> ReadWindowsAsync(
        RegressionPolicy policy, RegressionState state, CancellationToken cancellationToken)
    {
        var both = policy.BaselineEvents + policy.WindowEvents;
        if (policy.Evidence != RegressionEvidence.Sequential)
        {
            return new StoredWindows(default, 0, await ReadNewestAsync(
                policy, state.ArmedAfterId, both, cancellationToken).ConfigureAwait(false));
        }

        var (frozen, baselineLastId) = (RegressionStateRules.FrozenOf(state), state.FrozenBaselineLastId);
        if (frozen.Count == 0)
        {
            var oldest = await ReadOldestAsync(
                policy, state.ArmedAfterId, both, cancellationToken).ConfigureAwait(false);
            (frozen, baselineLastId) = FindBaseline(policy, oldest);
            if (frozen.Count == 0)
            {
                return new StoredWindows(default, 0, oldest);
            }
        }

        return new StoredWindows(frozen, baselineLastId, await ReadNewestAsync(
            policy,
            baselineLastId,
            SequentialScale.LookbackOf(policy.WindowEvents),
            cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Where a tripwire that has no baseline yet starts to count, so that the newest events make up both windows: what
    /// happened before the policy was enabled is its best baseline, and what happened years ago is not.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="notBeforeId">Events up to this id never count.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async ValueTask<long> FindArmingPointAsync(
        RegressionPolicy policy, long notBeforeId, CancellationToken cancellationToken)
    {
        var wanted = policy.BaselineEvents + policy.WindowEvents;
        for (var limit = wanted; ; limit = Math.Min(LargestLookback, limit * Widening))
        {
            var read = await store.ReadNewestAsync(
                policy.Series, notBeforeId, limit, cancellationToken).ConfigureAwait(false);
            var usable = 0;
            for (var i = read.Count - 1; i >= 0; i--)
            {
                if (SampleValues.TryRead(policy.Kind, read[i], out _) && ++usable == wanted)
                {
                    return read[i].Id - 1;
                }
            }

            if (read.Count < limit || limit >= LargestLookback)
            {
                return read.Count < limit ? notBeforeId : read[0].Id - 1;
            }
        }
    }

    /// <summary>The id of the newest event, 0 without any.</summary>
    public async ValueTask<long> FindNewestIdAsync(KpiSeries series, CancellationToken cancellationToken)
    {
        var newest = await store.ReadNewestAsync(series, 0, 1, cancellationToken).ConfigureAwait(false);
        return newest.Count == 0 ? 0 : newest[^1].Id;
    }

    /// <summary>The newest events; looks further back while events without a value leave too few.</summary>
    private async ValueTask<IReadOnlyList<KpiSample>> ReadNewestAsync(
        RegressionPolicy policy, long afterId, int needed, CancellationToken cancellationToken)
    {
        for (var limit = needed; ; limit = Math.Min(LargestLookback, limit * Widening))
        {
            var read = await store.ReadNewestAsync(
                policy.Series, afterId, limit, cancellationToken).ConfigureAwait(false);
            if (read.Count < limit || limit >= LargestLookback || CountUsable(policy, read) >= needed)
            {
                return read;
            }
        }
    }

    /// <summary>The oldest events, up to as many usable ones as are needed.</summary>
    private async ValueTask<List<KpiSample>> ReadOldestAsync(
        RegressionPolicy policy, long afterId, int needed, CancellationToken cancellationToken)
    {
        var events = new List<KpiSample>(needed);
        var limit = Math.Max(PageEvents, needed);
        var usable = 0;
        for (var page = 0; page < MaxPages && usable < needed; page++)
        {
            var read = await store.ReadOldestAsync(
                policy.Series, afterId, limit, cancellationToken).ConfigureAwait(false);
            events.AddRange(read);
            if (read.Count < limit)
            {
                break;
            }

            usable += CountUsable(policy, read);
            afterId = read[^1].Id;
        }

        return events;
    }

    /// <summary>The baseline in the oldest events, once they fill both windows.</summary>
    private static (SampleSums Frozen, long LastId) FindBaseline(RegressionPolicy policy, List<KpiSample> oldest)
    {
        var (baseline, lastId, usable) = (default(SampleSums), 0L, 0);
        foreach (var kpiEvent in oldest)
        {
            if (SampleValues.TryRead(policy.Kind, kpiEvent, out var value) && usable++ < policy.BaselineEvents)
            {
                (baseline, lastId) = (baseline.Add(value), kpiEvent.Id);
            }
        }

        return usable < policy.BaselineEvents + policy.WindowEvents ? default : (baseline, lastId);
    }

    private static int CountUsable(RegressionPolicy policy, IReadOnlyList<KpiSample> events)
    {
        var usable = 0;
        for (var i = 0; i < events.Count; i++)
        {
            usable += SampleValues.TryRead(policy.Kind, events[i], out _) ? 1 : 0;
        }

        return usable;
    }
}
