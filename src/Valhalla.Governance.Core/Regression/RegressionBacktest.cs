using System.Runtime.InteropServices;

namespace Valhalla.Governance.Regression;

/// <summary>Replays events through the rules, looking at every event. Pure.</summary>
internal static class RegressionBacktest
{
    public static BacktestResult Run(RegressionPolicy policy, IEnumerable<KpiEvent> history)
    {
        var firings = new List<BacktestFiring>();
        var samples = new List<double>();
        var frozen = default(SampleSums);
        var events = 0;
        foreach (var kpiEvent in history)
        {
            if (kpiEvent.Domain != policy.Series.Domain || kpiEvent.Metric != policy.Series.Metric)
            {
                continue;
            }

            events++;
            if (!SampleValues.TryRead(policy.Kind, kpiEvent.Success, kpiEvent.Value, out var value))
            {
                continue;
            }

            samples.Add(value);
            var judgement = JudgeNewest(policy, frozen, samples);
            if (frozen.Count == 0 && judgement.Frozen.Count > 0)
            {
                samples.RemoveRange(0, policy.BaselineEvents);
            }

            frozen = judgement.Frozen;
            if (judgement.Triggered)
            {
                firings.Add(new BacktestFiring(
                    events, 0, judgement.Baseline ?? 0, judgement.Current ?? 0, judgement.Drop));

                // Re-armed here: the windows restart.
                samples.Clear();
                frozen = default;
            }
        }

        return new BacktestResult(events, firings);
    }

    private static RegressionJudgement JudgeNewest(RegressionPolicy policy, SampleSums frozen, List<double> samples)
    {
        var both = policy.BaselineEvents + policy.WindowEvents;
        if (frozen.Count == 0 && samples.Count < both)
        {
            return default;
        }

        var reach = frozen.Count > 0 ? SequentialEvidence.LookbackEvents(policy) : both;
        if (samples.Count >= 2 * reach)
        {
            samples.RemoveRange(0, samples.Count - reach);
        }

        return RegressionRules.Judge(policy, frozen, CollectionsMarshal.AsSpan(samples));
    }
}
