namespace Valhalla.Governance.Load.Measurement;

/// <summary>How long is measured.</summary>
/// <param name="Duration">Of each run, after its warm-up.</param>
/// <param name="Repeats">Runs of each way.</param>
/// <param name="Patience">How long a process of its own waits for its compiler at most.</param>
internal sealed record RunLength(TimeSpan Duration, int Repeats, TimeSpan Patience)
{
    /// <summary>Enough to see that everything works; the figures are rough.</summary>
    public static RunLength Quick { get; } = new(TimeSpan.FromSeconds(1), 1, TimeSpan.FromSeconds(3));

    public static RunLength Full { get; } = new(TimeSpan.FromSeconds(2), 5, TimeSpan.FromSeconds(30));
}
