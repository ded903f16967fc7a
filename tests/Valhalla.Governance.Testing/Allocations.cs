namespace Valhalla.Governance.Testing;

/// <summary>Counts what is allocated.</summary>
public static class Allocations
{
    private const int Rounds = 10;

    /// <summary>
    /// The least of some rounds, in bytes, on this thread: what the runtime allocates once, while it warms up, is no
    /// steady state.
    /// </summary>
    /// <param name="round">What is counted; it must not wait for another thread.</param>
    public static long LeastOf(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
