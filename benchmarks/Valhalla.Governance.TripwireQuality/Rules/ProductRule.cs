using Valhalla.Governance.Regression;

namespace Valhalla.Governance.TripwireQuality.Rules;

/// <summary>A policy, judged by the product's <see cref="RegressionRules"/>.</summary>
internal sealed class ProductRule(RegressionPolicy policy)
    : StreamRule(policy.Evidence.ToString().ToUpperInvariant(), policy.BaselineEvents)
{
    /// <summary>More than the sums from the stream's start may be off by, so that no look is left out.</summary>
    private const double DropSlack = 1e-6;

    public static ProductRule Of(RegressionEvidence evidence, RegressionKind kind = RegressionKind.Rate) =>
        new(new RegressionPolicy { Series = Series, Evidence = evidence, Kind = kind });

    /// <summary>The default rule with other windows.</summary>
    public static ProductRule OfWindows(int windowEvents, int baselineEvents) => new(new RegressionPolicy
    {
        Series = Series,
        WindowEvents = windowEvents,
        BaselineEvents = baselineEvents,
    });

    private static KpiSeries Series => new(new DomainName("SIMULATED"), new MetricName("stream"));

    public override int? TripsAt(ReadOnlySpan<double> samples)
    {
        var (window, learned) = (policy.WindowEvents, policy.BaselineEvents);
        var sliding = policy.Evidence != RegressionEvidence.Sequential;
        var frozen = sliding ? default : SampleSums.Of(samples[..learned]);
        var sums = RunningSums(samples);
        for (var seen = learned + window; seen <= samples.Length; seen++)
        {
            // What the drop alone rules out needs no look at the evidence.
            var start = seen - window;
            var baseline = sliding ? Between(sums, start - learned, start) : frozen;
            if (RegressionRules.DropOf(policy, baseline, Between(sums, start, seen)) >= policy.MaxDrop - DropSlack
                && RegressionRules.Judge(policy, frozen, samples[(sliding ? 0 : learned)..seen]).Triggered)
            {
                return seen;
            }
        }

        return null;
    }

    private static double[] RunningSums(ReadOnlySpan<double> samples)
    {
        var sums = new double[samples.Length + 1];
        for (var i = 0; i < samples.Length; i++)
        {
            sums[i + 1] = sums[i] + samples[i];
        }

        return sums;
    }

    /// <summary>Count and sum, all that a drop needs.</summary>
    private static SampleSums Between(double[] sums, int from, int to) => new(to - from, sums[to] - sums[from], 0);
}
