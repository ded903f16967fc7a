using System.Globalization;
using Valhalla.Governance.TripwireQuality.Measurement;
using Valhalla.Governance.TripwireQuality.Rules;
using Valhalla.Governance.TripwireQuality.Streams;

namespace Valhalla.Governance.TripwireQuality;

/// <summary>What is measured, table by table.</summary>
internal sealed class Tables(Simulation simulation)
{
    private const int EventsPerDay = 500;
    private const int DriftEvents = 2_000;
    private const double Drift = 0.20;
    private const double DropWithGoal = 0.50;

    public static IReadOnlyList<double> BaseRates { get; } = [0.95, 0.60, 0.40, 0.25];

    private static IReadOnlyList<double> Drops { get; } = [0.20, 0.30, DropWithGoal];

    private static StreamRule Ours { get; } = ProductRule.Of(RegressionEvidence.Sequential);

    private static IReadOnlyList<StreamRule> AllRules { get; } =
    [
        ProductRule.Of(RegressionEvidence.None),
        ProductRule.Of(RegressionEvidence.Fisher),
        new BernoulliCusum(),
        Ours,
    ];

    public static string RateStream(double rate) => string.Create(CultureInfo.InvariantCulture, $"rate {rate:0.00}");

    public Table Rates()
    {
        var rows = BaseRates.SelectMany(rate => Rows(
            AllRules, RateStream(rate), EventSources.Rate(rate), drop => EventSources.Rate(rate * (1 - drop))));
        return new Table("RATE, independent events", [.. rows]);
    }

    public Table AllSuccesses() => new(
        "RATE, all succeed before the change",
        [.. Rows(AllRules, RateStream(1), EventSources.Rate(1), drop => EventSources.Rate(1 - drop))]);

    public Table Means()
    {
        StreamRule[] rules = [ProductRule.Of(RegressionEvidence.Sequential, RegressionKind.Mean)];
        var rows = Distributions.All.SelectMany(distribution => Rows(
            rules,
            distribution.Name,
            EventSources.Values(distribution.Next, 0),
            drop => EventSources.Values(distribution.Next, drop)));
        return new Table("MEAN, independent events; a drop of 20 % is a shift by -0.2", [.. rows]);
    }

    public Table Seasons()
    {
        var wholeDay = ProductRule.OfWindows(EventsPerDay, EventsPerDay);
        var wholeDayBefore = ProductRule.OfWindows(EventsPerDay / 10, EventsPerDay);
        var largeDrop = ProductRule.OfWindows(50, EventsPerDay, 0.40);
        var rows =
            from windows in new[]
            {
                (Rule: Ours, Text: "50/200"),
                (Rule: wholeDayBefore, Text: "50/500"),
                (Rule: largeDrop, Text: "50/500, 0.40"),
                (Rule: wholeDay, Text: "500/500"),
            }
            from swing in new[] { 0.10, 0.20 }
            from rate in BaseRates
            let stream = string.Create(
                CultureInfo.InvariantCulture, $"{RateStream(rate)} +-{swing:P0}, {windows.Text}")
            select new TableRow(Ours.Name, stream, SeasonFigures(windows.Rule, stream, rate, swing));
        return new Table(
            $"Daily seasonality: a sine over {EventsPerDay} events that starts at any hour; window/baseline, max_drop",
            [.. rows]);
    }

    public Table Drifts()
    {
        var change = Ours.BaselineEvents + Simulation.EventsBeforeChange;
        var rows = new List<TableRow>();
        foreach (var rate in BaseRates)
        {
            var stream = RateStream(rate);
            var source = EventSources.FallingRate(rate, Drift, change, DriftEvents);
            var trips = simulation.Trips(Ours, $"{stream}, drift", source, change + (2 * DriftEvents));
            rows.Add(new TableRow(
                Ours.Name,
                stream,
                [
                    Figure.OfDelays("within 2000 events", trips, change, DriftEvents),
                    Figure.OfDelays("within 4000 events", trips, change, 2 * DriftEvents),
                ]));
        }

        return new Table("Slow drift: the rate falls by 20 % over 2000 events, and stays there", rows);
    }

    /// <summary>False trips, and the delay of a rate that is halved a day after the baseline.</summary>
    private IReadOnlyList<Figure> SeasonFigures(StreamRule rule, string stream, double rate, double swing)
    {
        var change = rule.BaselineEvents + EventsPerDay;
        var halved = EventSources.FallingDailyRate(rate, swing, EventsPerDay, DropWithGoal, change);
        return
        [
            .. simulation.FalseTrips([rule], stream, EventSources.DailyRate(rate, swing, EventsPerDay)),
            Figure.OfDelays(
                Measure(DropWithGoal),
                simulation.Trips(rule, $"{stream}, {Measure(DropWithGoal)}", halved, change + Simulation.Patience),
                change,
                Simulation.Patience),
        ];
    }

    private static string Measure(double drop) => string.Create(CultureInfo.InvariantCulture, $"{drop:P0} drop");

    private IEnumerable<TableRow> Rows(
        IReadOnlyList<StreamRule> rules, string stream, EventSource healthy, Func<double, EventSource> sick)
    {
        List<IReadOnlyList<Figure>> columns = [simulation.FalseTrips(rules, stream, healthy)];
        columns.AddRange(Drops.Select(drop =>
            simulation.Delays(rules, stream, Measure(drop), healthy, sick(drop), hasGoal: drop == DropWithGoal)));
        return rules.Select((rule, index) =>
            new TableRow(rule.Name, stream, [.. columns.Select(column => column[index])]));
    }
}
