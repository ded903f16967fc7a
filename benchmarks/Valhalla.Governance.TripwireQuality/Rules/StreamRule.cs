namespace Valhalla.Governance.TripwireQuality.Rules;

/// <summary>A rule that looks at every event of a stream. Safe for use by several threads.</summary>
internal abstract class StreamRule(string name, int baselineEvents)
{
    public string Name => name;

    /// <summary>How many events at the start the rule learns from.</summary>
    public int BaselineEvents => baselineEvents;

    /// <summary>After how many events it trips; null when it never does.</summary>
    public abstract int? TripsAt(ReadOnlySpan<double> samples);
}
