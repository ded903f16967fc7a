namespace Valhalla.Governance.TripwireQuality.Streams;

/// <summary>The streams that are tried.</summary>
internal static class EventSources
{
    /// <summary>Successes at one rate.</summary>
    public static EventSource Rate(double rate) => random => _ => Success(random, rate);

    /// <summary>Successes at a rate that swings by a share of itself over a day that starts at any hour.</summary>
    public static EventSource DailyRate(double rate, double swing, int eventsPerDay) =>
        FallingDailyRate(rate, swing, eventsPerDay, 0, int.MaxValue);

    /// <summary>The same, down by a share of itself at every hour from an event on.</summary>
    public static EventSource FallingDailyRate(
        double rate, double swing, int eventsPerDay, double drop, int from) => random =>
        {
            var start = random.NextDouble();
            return index =>
            {
                var level = rate * (1 + (swing * Math.Sin(2 * Math.PI * (((double)index / eventsPerDay) + start))));

                // A success is certain at most, and half of that is what is left after a drop of 50 %.
                return Success(random, Math.Min(1, level) * (index < from ? 1 : 1 - drop));
            };
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
