using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>
/// Runs the rules over random streams with a fixed seed, looking at every event: how often they trip when nothing has
/// changed, and how late after a change. The constants of <see cref="SequentialEvidence"/> come from here.
/// </summary>
internal sealed class RegressionSimulation(RegressionPolicy policy, int streams, int seed)
{
    /// <summary>The share of streams that trip within so many events after the baseline, with no change.</summary>
    public double FalseTrips(Func<Random, double> healthy, int events)
    {
        var random = new Random(seed);
        var tripped = 0;
        for (var stream = 0; stream < streams; stream++)
        {
            tripped += TripsAt(Draw(random, healthy, policy.BaselineEvents + events), 0) is null ? 0 : 1;
        }

        return (double)tripped / streams;
    }

    /// <summary>Median events from a change to the trip; <see cref="int.MaxValue"/> when most never trip.</summary>
    /// <param name="healthy">Before the change.</param>
    /// <param name="sick">After it.</param>
    /// <param name="healthyEvents">Events between the baseline and the change.</param>
    /// <param name="patience">Events after the change.</param>
    public int MedianDelay(Func<Random, double> healthy, Func<Random, double> sick, int healthyEvents, int patience)
    {
        // A median needs fewer streams than a rare event.
        var some = Math.Max(60, streams / 4);
        var random = new Random(seed);
        var before = policy.BaselineEvents + healthyEvents;
        var delays = new int[some];
        for (var stream = 0; stream < some; stream++)
        {
            double[] samples = [.. Draw(random, healthy, before), .. Draw(random, sick, patience)];
            delays[stream] = TripsAt(samples, before) is { } at ? at - before : int.MaxValue;
        }

        Array.Sort(delays);
        return delays[some / 2];
    }

    public static Func<Random, double> Rate(double rate) => random => random.NextDouble() < rate ? 1 : 0;

    private static double[] Draw(Random random, Func<Random, double> next, int count)
    {
        var samples = new double[count];
        for (var i = 0; i < count; i++)
        {
            samples[i] = next(random);
        }

        return samples;
    }

    private RegressionJudgement Judge(ReadOnlySpan<double> seen, SampleSums baseline) =>
        policy.Evidence == RegressionEvidence.Sequential
            ? RegressionRules.Judge(policy, baseline, seen[policy.BaselineEvents..])
            : RegressionRules.Judge(policy, default, seen);

    /// <summary>After how many events it trips, looking from event <paramref name="from"/> on.</summary>
    private int? TripsAt(double[] samples, int from)
    {
        var sliding = policy.Evidence != RegressionEvidence.Sequential;
        var baseline = SampleSums.Of(samples.AsSpan(0, policy.BaselineEvents));
        for (var seen = Math.Max(from, policy.BaselineEvents + policy.WindowEvents); seen <= samples.Length; seen++)
        {
            if (sliding)
            {
                baseline = SampleSums.Of(samples.AsSpan(
                    seen - policy.WindowEvents - policy.BaselineEvents, policy.BaselineEvents));
            }

            // What the drop alone rules out needs no look at the evidence.
            var window = SampleSums.Of(samples.AsSpan(seen - policy.WindowEvents, policy.WindowEvents));
            if (RegressionRules.DropOf(policy, baseline, window) >= policy.MaxDrop - 1e-6
                && Judge(samples.AsSpan(0, seen), baseline).Triggered)
            {
                return seen;
            }
        }

        return null;
    }
}
