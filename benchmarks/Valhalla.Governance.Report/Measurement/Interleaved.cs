using System.Diagnostics;

namespace Valhalla.Governance.Report.Measurement;

/// <summary>
/// Times loops of nanoseconds against each other: in turns, over and over, so that a slow moment hits all alike.
/// </summary>
internal static class Interleaved
{
    private const int WarmUpRounds = 60;
    private const int WarmUpCalls = 2_000;
    private static readonly TimeSpan Compile = TimeSpan.FromMilliseconds(250);

    /// <summary>Nanoseconds a call, by loop and repeat.</summary>
    /// <param name="repeats">How often each loop is timed.</param>
    /// <param name="slice">How long it runs each time, about.</param>
    /// <param name="loops">Each runs its call so many times.</param>
    public static IReadOnlyList<double>[] Nanoseconds(int repeats, TimeSpan slice, params Action<int>[] loops)
    {
        var calls = Array.ConvertAll(loops, loop => WarmUp(loop, slice));
        var times = Array.ConvertAll(loops, _ => new List<double>());
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            for (var i = 0; i < loops.Length; i++)
            {
                var turn = repeat % 2 == 0 ? i : loops.Length - 1 - i;
                times[turn].Add(Time(loops[turn], calls[turn]));
            }
        }

        return times;
    }

    /// <summary>Bytes that a call allocates on this thread, the least of some rounds.</summary>
    public static double Bytes(Action<int> loop)
    {
        loop(WarmUpCalls);
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            loop(WarmUpCalls);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (double)least / WarmUpCalls;
    }

    /// <summary>Lets the runtime compile the loop for good, and finds how many calls fill a slice.</summary>
    private static int WarmUp(Action<int> loop, TimeSpan slice)
    {
        for (var half = 0; half < 2; half++)
        {
            for (var i = 0; i < WarmUpRounds; i++)
            {
                loop(WarmUpCalls);
            }

            // The compiler works in the background, a moment after the calls.
            Thread.Sleep(Compile);
        }

        var each = Time(loop, WarmUpCalls * 50);
        return (int)Math.Clamp(slice.TotalNanoseconds / each, WarmUpCalls, int.MaxValue / 2);
    }

    private static double Time(Action<int> loop, int calls)
    {
        var startedAt = Stopwatch.GetTimestamp();
        loop(calls);
        return Stopwatch.GetElapsedTime(startedAt).TotalNanoseconds / calls;
    }
}
