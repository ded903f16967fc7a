using Valhalla.Governance.Regression;

namespace Valhalla.Governance.TripwireQuality.Rules;

/// <summary>A policy, looked at through the product's <see cref="SampleWindow"/>.</summary>
internal sealed class ProductRule(RegressionPolicy policy)
    : StreamRule(policy.Evidence.ToString().ToUpperInvariant(), policy.BaselineEvents)
{
    public static ProductRule Of(RegressionEvidence evidence, RegressionKind kind = RegressionKind.Rate) =>
        new(new RegressionPolicy { Series = Series, Evidence = evidence, Kind = kind });

    /// <summary>The default rule with other windows, or another drop.</summary>
    public static ProductRule OfWindows(int windowEvents, int baselineEvents, double maxDrop = 0.20) =>
        new(new RegressionPolicy
        {
            Series = Series,
            WindowEvents = windowEvents,
            BaselineEvents = baselineEvents,
            MaxDrop = maxDrop,
        });

    private static KpiSeries Series => new(new DomainName("SIMULATED"), new MetricName("stream"));

    public override int? TripsAt(ReadOnlySpan<double> samples)
    {
        var window = SampleWindow.Create(policy, default);
        for (var i = 0; i < samples.Length; i++)
        {
            window.Add(samples[i]);
            if (window.IsTriggered())
            {
                return i + 1;
            }
        }

        return null;
    }
}
