using System.Globalization;
using Valhalla.Governance.Report.Rows;
using Valhalla.Governance.TripwireQuality;
using Valhalla.Governance.TripwireQuality.Measurement;
using Valhalla.Governance.TripwireQuality.Rules;
using Valhalla.Governance.TripwireQuality.Streams;
using Goal = Valhalla.Governance.Report.Rows.Goal;
using QualityGoal = Valhalla.Governance.TripwireQuality.Goal;

namespace Valhalla.Governance.Report.Tripwire;

/// <summary>How often the tripwire cries wolf, and how soon it cries.</summary>
internal sealed class TripwireQualityGroup : IRowGroup
{
    private const int Seed = 1;
    private const int FullStreams = 10_000;
    private const int QuickStreams = 300;

    /// <summary>Mean events between false alarms, for the lower bound of the delay.</summary>
    private const double EventsBetweenFalseAlarms = 100_000;
    private const double Drop = 0.5;

    private static readonly int[] LongestDelays = [22, 65, 150, 410];
    private static readonly string CusumRule = new BernoulliCusum().Name;

    public string Name => "tripwire-quality";

    public string Title => "Tripwire, quality";

    public string Method =>
        "Simulated streams with a look at every event, window 50, a baseline of 200 events of the stream itself, the "
        + "`SEQUENTIAL` rule. False trips are the share of streams that trip within 1 000 events after the baseline "
        + "although nothing changes; the delay is the median of events until a rate that has dropped by 50 % trips. "
        + $"The peer is a Bernoulli CUSUM that knows the rate; the limit of a delay is ln γ / KL for γ = 100 000. "
        + $"{FullStreams} streams a cell, seed {Seed}; with --quick {QuickStreams}, which prove nothing about 1 %. "
        + "All tables: `benchmarks/Valhalla.Governance.TripwireQuality`.";

    public IReadOnlyList<RowSpec> Rows { get; } =
    [
        .. Tables.BaseRates.Zip(LongestDelays).SelectMany(pair => OfRate(pair.First, pair.Second)),
        .. Distributions.All.Select(distribution => FalseTrips(distribution.Name, peer: null)),
    ];

    public Task MeasureAsync(Measuring measuring)
    {
        measuring.Progress("simulating");
        var tables = new Tables(new Simulation(Seed, measuring.IsQuick ? QuickStreams : FullStreams));
        var (rates, means) = (tables.Rates(), tables.Means());
        foreach (var goal in QualityGoal.Of(rates, means))
        {
            var isDelay = goal.Figure.Bound != 0;
            var id = isDelay ? DelayId(goal.Stream) : FalseTripsId(goal.Stream);
            var peer = rates.Rows.FirstOrDefault(row => row.Rule == CusumRule && row.Stream == goal.Stream)
                ?.Figures.First(figure => figure.Measure == goal.Figure.Measure);
            double? limit = isDelay ? LowerBounds[goal.Stream] : null;
            measuring.Report(id, new Figures(
                goal.Value,
                ValueOf(peer),
                Ratio(ValueOf(peer), goal.Value),
                limit,
                limit / goal.Value));
        }

        return Task.CompletedTask;
    }

    private static Dictionary<string, double> LowerBounds { get; } = Tables.BaseRates.ToDictionary(
        Tables.RateStream, rate => Math.Log(EventsBetweenFalseAlarms) / Divergence(rate * Drop, rate));

    private static RowSpec[] OfRate(double rate, int longestDelay)
    {
        var stream = Tables.RateStream(rate);
        return
        [
            FalseTrips(stream, CusumRule),
            new RowSpec(DelayId(stream), $"{stream}, a drop of 50 %: median delay", "events")
            {
                Peer = CusumRule,
                Limit = "ln γ / KL",
                Goal = Goal.AtMost(longestDelay),
            },
        ];
    }

    private static RowSpec FalseTrips(string stream, string? peer) =>
        new(FalseTripsId(stream), $"{stream}: false trips", "% of streams") { Peer = peer, Goal = Goal.AtMost(1) };

    private static string DelayId(string stream) => $"tripwire-quality/{Slug(stream)}/delay";

    private static string FalseTripsId(string stream) => $"tripwire-quality/{Slug(stream)}/false-trips";

    private static string Slug(string text) => string.Join('-', text
        .ToLower(CultureInfo.InvariantCulture)
        .Split([' ', ',', ':', '%'], StringSplitOptions.RemoveEmptyEntries));

    private static double? ValueOf(Figure? figure) =>
        figure is null ? null : figure.Bound == 0 ? figure.Tripped.Percent : figure.Median;

    /// <summary>Without any false trip of ours there is no ratio.</summary>
    private static double? Ratio(double? peer, double ours) => ours == 0 ? null : peer / ours;

    /// <summary>Kullback–Leibler, of two Bernoulli rates.</summary>
    private static double Divergence(double after, double before) =>
        (after * Math.Log(after / before)) + ((1 - after) * Math.Log((1 - after) / (1 - before)));
}
