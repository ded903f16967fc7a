namespace Valhalla.Governance.TripwireQuality.Measurement;

/// <summary>One cell of a table.</summary>
/// <param name="Measure">The heading of its column.</param>
/// <param name="Tripped">The share of streams that tripped.</param>
/// <param name="Median">Median events until it trips; null when less than half do, or where it is not asked.</param>
/// <param name="Bound">How many events were waited for; 0 where the delay is not asked.</param>
internal sealed record Figure(string Measure, Share Tripped, int? Median, int Bound)
{
    /// <summary>Trips where nothing has changed.</summary>
    public static Figure OfTrips(string measure, IReadOnlyList<int?> trips) =>
        new(measure, new Share(trips.Count(trip => trip is not null), trips.Count), null, 0);

    /// <summary>
    /// Delays after a change at event <paramref name="change"/>. Streams that tripped before it are left out: their
    /// alarm was false, not late.
    /// </summary>
    public static Figure OfDelays(string measure, IReadOnlyList<int?> trips, int change, int bound)
    {
        var delays = trips
            .Where(trip => trip is null || trip > change)
            .Select(trip => trip - change is { } delay && delay <= bound ? delay : int.MaxValue)
            .Order()
            .ToArray();
        var median = delays.Length == 0 ? int.MaxValue : delays[delays.Length / 2];
        var tripped = new Share(delays.Count(delay => delay <= bound), delays.Length);
        return new Figure(measure, tripped, median == int.MaxValue ? null : median, bound);
    }
}
