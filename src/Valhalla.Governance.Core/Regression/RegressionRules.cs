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
    public const double DropTolerance = 1e-9;

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
                ? JudgeFrozen(
                    policy,
                    frozen,
                    SampleSums.Of(samples[^policy.WindowEvents..]),
                    SequentialEvidence.Of(policy, frozen, SequentialScale.Of(policy.WindowEvents), samples))
                : WarmUp(frozen, SampleSums.Of(samples));
        }

        if (samples.Length < both)
        {
            return WarmUp(default, SampleSums.Of(samples));
        }

        samples = samples[^both..];
        return JudgeSliding(
            policy,
            SampleSums.Of(samples[..policy.BaselineEvents]),
            SampleSums.Of(samples[policy.BaselineEvents..]));
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

    /// <summary>Judges a window against a frozen baseline, by evidence that was measured before.</summary>
    public static RegressionJudgement JudgeFrozen(
        RegressionPolicy policy, SampleSums frozen, SampleSums current, SequentialEvidence evidence) =>
        Decide(policy, frozen, current, evidence.IsProved, evidence.Value) with { Frozen = frozen };

    /// <summary>Judges a window against the events before it.</summary>
    public static RegressionJudgement JudgeSliding(RegressionPolicy policy, SampleSums baseline, SampleSums current)
    {
        var higherIsBetter = policy.Direction == RegressionDirection.HigherIsBetter;
        double? evidence = (policy.Evidence, policy.Kind) switch
        {
            (RegressionEvidence.None, _) => null,
            (_, RegressionKind.Rate) => FisherTest.PValue(baseline, current, higherIsBetter),
            _ => WelchTest.PValue(baseline, current, higherIsBetter),
        };
        return Decide(policy, baseline, current, evidence is null or <= FisherLevel, evidence);
    }

    /// <summary>What is said while there are too few events.</summary>
    /// <param name="frozen">The frozen baseline, or empty.</param>
    /// <param name="samples">The samples after it, or all there are.</param>
    public static RegressionJudgement WarmUp(SampleSums frozen, SampleSums samples)
    {
        var all = frozen.Add(samples);
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

    /// <summary>Whether a drop is large enough to trip, whatever the evidence.</summary>
    public static bool IsDrop(RegressionPolicy policy, SampleSums baseline, SampleSums current) =>
        IsLarge(policy, DropOf(policy, baseline, current));

    private static RegressionJudgement Decide(
        RegressionPolicy policy, SampleSums baseline, SampleSums current, bool proved, double? evidence)
    {
        var drop = DropOf(policy, baseline, current);
        var fires = proved && IsLarge(policy, drop);
        return new RegressionJudgement(
            fires ? RegressionVerdict.Triggered : RegressionVerdict.Ok,
            baseline.Mean,
            current.Mean,
            drop,
            baseline.Count + current.Count,
            evidence,
            default);
    }

    private static bool IsLarge(RegressionPolicy policy, double drop) => drop >= policy.MaxDrop - DropTolerance;
}
