namespace Valhalla.Governance.Regression;

/// <summary>When a tripwire fires. Pure: policy, baseline and samples in, judgement out.</summary>
/// <remarks>
/// Samples are what <see cref="SampleValues"/> makes of events, oldest first. The formulas, their sources and the
/// measured false-alarm rates are in docs/levers/regression-tripwire.md.
/// </remarks>
internal static class RegressionRules
{
    /// <summary>The level of <see cref="RegressionEvidence.Fisher"/>: the largest p-value that proves a drop.</summary>
    public const double FisherLevel = 0.0005;

    /// <summary>A drop is shown as at most so large: against a baseline near zero a ratio says nothing more.</summary>
    public const double LargestDrop = 1_000_000;

    /// <summary>What rounding may take from a drop that is exactly <see cref="RegressionPolicy.MaxDrop"/>.</summary>
    private const double DropTolerance = 1e-9;

    /// <summary>
    /// Judges a series. Under <see cref="RegressionEvidence.Sequential"/> the samples are those after
    /// <paramref name="frozen"/>, or all since arming while it is empty; else they are the newest ones since arming.
    /// </summary>
    public static RegressionJudgement Judge(
        RegressionPolicy policy, SampleSums frozen, ReadOnlySpan<double> samples)
    {
        var both = policy.BaselineEvents + policy.WindowEvents;
        if (policy.Evidence == RegressionEvidence.Sequential)
        {
            if (frozen.Count == 0 && samples.Length >= both)
            {
                frozen = SampleSums.Of(samples[..policy.BaselineEvents]);
                samples = samples[policy.BaselineEvents..];
            }

            return frozen.Count > 0 && samples.Length >= policy.WindowEvents
                ? JudgeFrozen(policy, frozen, samples)
                : WarmUp(frozen, samples);
        }

        return samples.Length >= both ? JudgeSliding(policy, samples[^both..]) : WarmUp(default, samples);
    }

    /// <summary>The drop as a share of the baseline, positive for worse; 0 when the baseline is zero.</summary>
    /// <remarks>
    /// Against the baseline's size, so that a mean that falls from −10 to −12 has dropped by 0.2. A rate that should
    /// be low and has never been above zero is taken as half an event, else a rise from zero could not be seen.
    /// </remarks>
    public static double DropOf(RegressionPolicy policy, SampleSums baseline, SampleSums current)
    {
        var higherIsBetter = policy.Direction == RegressionDirection.HigherIsBetter;
        var size = Math.Abs(baseline.Mean);
        if (policy.Kind == RegressionKind.Rate && !higherIsBetter)
        {
            size = Math.Max(size, 0.5 / baseline.Count);
        }

        if (size == 0)
        {
            return 0;
        }

        var fall = (baseline.Mean - current.Mean) / size;
        return Math.Clamp(higherIsBetter ? fall : 0 - fall, -LargestDrop, LargestDrop);
    }

    private static RegressionJudgement JudgeFrozen(
        RegressionPolicy policy, SampleSums frozen, ReadOnlySpan<double> since)
    {
        var current = SampleSums.Of(since[^policy.WindowEvents..]);
        var evidence = SequentialEvidence.Of(policy, frozen, since);
        return Decide(policy, frozen, current, evidence.IsProved, evidence.Value) with { Frozen = frozen };
    }

    private static RegressionJudgement JudgeSliding(RegressionPolicy policy, ReadOnlySpan<double> both)
    {
        var baseline = SampleSums.Of(both[..policy.BaselineEvents]);
        var current = SampleSums.Of(both[policy.BaselineEvents..]);
        var higherIsBetter = policy.Direction == RegressionDirection.HigherIsBetter;
        double? evidence = (policy.Evidence, policy.Kind) switch
        {
            (RegressionEvidence.None, _) => null,
            (_, RegressionKind.Rate) => FisherTest.PValue(baseline, current, higherIsBetter),
            _ => WelchTest.PValue(baseline, current, higherIsBetter),
        };
        return Decide(policy, baseline, current, evidence is null or <= FisherLevel, evidence);
    }

    private static RegressionJudgement Decide(
        RegressionPolicy policy, SampleSums baseline, SampleSums current, bool proved, double? evidence)
    {
        var drop = DropOf(policy, baseline, current);
        var fires = proved && drop >= policy.MaxDrop - DropTolerance;
        return new RegressionJudgement(
            fires ? RegressionVerdict.Triggered : RegressionVerdict.Ok,
            baseline.Mean,
            current.Mean,
            drop,
            baseline.Count + current.Count,
            evidence,
            default);
    }

    private static RegressionJudgement WarmUp(SampleSums frozen, ReadOnlySpan<double> samples)
    {
        var all = frozen.Add(SampleSums.Of(samples));
        double? mean = all.Count == 0 ? null : all.Mean;
        return new RegressionJudgement(
            all.Count == 0 ? RegressionVerdict.NoData : RegressionVerdict.WarmingUp,
            mean,
            mean,
            0,
            all.Count,
            null,
            frozen);
    }
}
