using Valhalla.Governance.TripwireQuality.Rules;
using Valhalla.Governance.TripwireQuality.Streams;

namespace Valhalla.Governance.TripwireQuality.Measurement;

/// <summary>Draws streams and lets rules look at them. The result depends on the seed alone, not on threads.</summary>
/// <param name="seed">Of the run.</param>
/// <param name="streams">In each cell that has a goal.</param>
internal sealed class Simulation(int seed, int streams)
{
    /// <summary>Events after the baseline in which a stream may trip falsely.</summary>
    public const int HealthyEvents = 1_000;

    /// <summary>Events between the baseline and a change.</summary>
    public const int EventsBeforeChange = 50;

    /// <summary>Events after a change that a trip is waited for.</summary>
    public const int Patience = 2_000;

    /// <summary>In the other cells, whose small drops take long to see.</summary>
    public int SomeStreams => Math.Max(1, streams / 4);

    /// <summary>One figure for each rule; all rules see the same streams.</summary>
    public IReadOnlyList<Figure> FalseTrips(IReadOnlyList<StreamRule> rules, string cell, EventSource healthy) =>
        [.. Run(rules, cell, healthy, streams, rules[0].BaselineEvents + HealthyEvents)
            .Select(trips => Figure.OfTrips("false trips %", trips))];

    /// <summary>One figure for each rule; all rules see the same streams.</summary>
    public IReadOnlyList<Figure> Delays(
        IReadOnlyList<StreamRule> rules,
        string cell,
        string measure,
        EventSource healthy,
        EventSource sick,
        bool hasGoal)
    {
        var change = rules[0].BaselineEvents + EventsBeforeChange;
        var source = EventSources.Change(healthy, sick, change);
        return
        [
            .. Run(rules, $"{cell}, {measure}", source, hasGoal ? streams : SomeStreams, change + Patience)
                .Select(trips => Figure.OfDelays(measure, trips, change, Patience)),
        ];
    }

    /// <summary>When a rule trips in each of some streams.</summary>
    public IReadOnlyList<int?> Trips(StreamRule rule, string cell, EventSource source, int events) =>
        Run([rule], cell, source, SomeStreams, events)[0];

    private int?[][] Run(IReadOnlyList<StreamRule> rules, string cell, EventSource source, int count, int events)
    {
        var trips = rules.Select(_ => new int?[count]).ToArray();
        Parallel.For(0, count, stream =>
        {
            var next = source(new StreamRandom(seed, cell, stream));
            var samples = new double[events];
            for (var i = 0; i < events; i++)
            {
                samples[i] = next(i);
            }

            for (var rule = 0; rule < rules.Count; rule++)
            {
                trips[rule][stream] = rules[rule].TripsAt(samples);
            }
        });
        return trips;
    }
}
