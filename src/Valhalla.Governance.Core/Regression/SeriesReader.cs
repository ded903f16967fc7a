using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Regression;

/// <summary>Reads what the rules need from the KPI store, without the events that have nothing to compare.</summary>
internal sealed class SeriesReader(IKpiStore store)
{
    private const int PageEvents = 1_024;
    private const int MaxPages = 256;
    public const int LargestLookback = 65_536;
    private const int Widening = 4;

    /// <summary>Judges a series as it is stored.</summary>
    /// <returns>The judgement, and the last event of the frozen baseline (0 while there is none).</returns>
    public async ValueTask<(RegressionJudgement Judgement, long FrozenLastId)> JudgeAsync(
        RegressionPolicy policy, RegressionState state, CancellationToken cancellationToken)
    {
        var both = policy.BaselineEvents + policy.WindowEvents;
        if (policy.Evidence != RegressionEvidence.Sequential)
        {
            var newest = await ReadNewestAsync(
                policy, state.ArmedAfterId, both, both, cancellationToken).ConfigureAwait(false);
            return (RegressionRules.Judge(policy, default, newest), 0);
        }

        var frozen = RegressionStateRules.FrozenOf(state);
        var frozenLastId = state.FrozenBaselineLastId;
        if (frozen.Count == 0)
        {
            var (oldest, lastId) = await ReadOldestAsync(
                policy, state.ArmedAfterId, both, cancellationToken).ConfigureAwait(false);
            if (oldest.Length < both)
            {
                return (RegressionRules.Judge(policy, default, oldest), 0);
            }

            frozen = SampleSums.Of(oldest.AsSpan(0, policy.BaselineEvents));
            frozenLastId = lastId;
        }

        var since = await ReadNewestAsync(
            policy,
            frozenLastId,
            policy.WindowEvents,
            SequentialScale.LookbackOf(policy.WindowEvents),
            cancellationToken).ConfigureAwait(false);
        return (RegressionRules.Judge(policy, frozen, since), frozenLastId);
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

    /// <summary>The newest usable samples; looks further back while events without a value leave too few.</summary>
    private async ValueTask<double[]> ReadNewestAsync(
        RegressionPolicy policy, long afterId, int needed, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await store.ReadNewestAsync(
                policy.Series, afterId, limit, cancellationToken).ConfigureAwait(false);
            var usable = new List<double>(read.Count);
            foreach (var sample in read)
            {
                if (SampleValues.TryRead(policy.Kind, sample, out var value))
                {
                    usable.Add(value);
                }
            }

            if (usable.Count >= needed || read.Count < limit || limit >= LargestLookback)
            {
                return [.. usable];
            }

            limit = Math.Min(LargestLookback, limit * Widening);
        }
    }

    /// <summary>The oldest usable samples with the id of the last one that the baseline takes.</summary>
    private async ValueTask<(double[] Samples, long BaselineLastId)> ReadOldestAsync(
        RegressionPolicy policy, long afterId, int needed, CancellationToken cancellationToken)
    {
        var usable = new List<double>(needed);
        var baselineLastId = 0L;
        var limit = Math.Max(PageEvents, needed);
        for (var page = 0; page < MaxPages; page++)
        {
            var read = await store.ReadOldestAsync(
                policy.Series, afterId, limit, cancellationToken).ConfigureAwait(false);
            foreach (var sample in read)
            {
                if (usable.Count < needed && SampleValues.TryRead(policy.Kind, sample, out var value))
                {
                    usable.Add(value);
                    baselineLastId = usable.Count == policy.BaselineEvents ? sample.Id : baselineLastId;
                }
            }

            if (usable.Count >= needed || read.Count < limit)
            {
                break;
            }

            afterId = read[^1].Id;
        }

        return ([.. usable], baselineLastId);
    }
}
