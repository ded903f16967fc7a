namespace Valhalla.Governance.TripwireQuality.Streams;

/// <summary>The streams that are tried.</summary>
internal static class EventSources
{
    /// <summary>Successes at one rate.</summary>
    public static EventSource Rate(double rate) => random => _ => Success(random, rate);

    /// <summary>Successes at a rate that swings by a share of itself over a day that starts at any hour.</summary>
    public static EventSource DailyRate(double rate, double swing, int eventsPerDay) => random =>
    {
        var start = random.NextDouble();
        return index =>
            Success(random, rate * (1 + (swing * Math.Sin(2 * Math.PI * (((double)index / eventsPerDay) + start)))));
    };

    /// <summary>Successes at a rate that falls steadily by a share of itself, and then stays there.</summary>
    public static EventSource FallingRate(double rate, double drop, int from, int events) => random => index =>
        Success(random, rate * (1 - (drop * Math.Clamp((double)(index - from) / events, 0, 1))));

    /// <summary>Values of one distribution, all moved down by the same.</summary>
    public static EventSource Values(Func<StreamRandom, double> distribution, double shift) =>
        random => _ => distribution(random) - shift;

    /// <summary>One source, and another from an event on.</summary>
    public static EventSource Change(EventSource before, EventSource after, int at) => random =>
    {
        var first = before(random);
        var second = after(random);
        return index => index < at ? first(index) : second(index);
    };

    private static double Success(StreamRandom random, double rate) => random.NextDouble() < rate ? 1 : 0;
}
