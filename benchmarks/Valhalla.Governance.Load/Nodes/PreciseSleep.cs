using System.Runtime.InteropServices;

namespace Valhalla.Governance.Load.Nodes;

/// <summary>
/// Sleeps of fractions of a millisecond, which the runtime does not offer. Linux; elsewhere it yields until then.
/// </summary>
internal static class PreciseSleep
{
    private const int SetTimerSlack = 29;
    private const int ThisThread = 0;
    private const int LeastNice = -20;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>
    /// Tells the kernel that this thread's sleeps may not be rounded up, by 50 µs by default, and that it comes first
    /// when it wakes, as far as this user may say so: a network does not wait for a processor.
    /// </summary>
    public static void PrepareThread()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Control(SetTimerSlack, 1, 0, 0, 0);
            _ = SetNiceness(ThisThread, 0, LeastNice);
        }
    }

    public static void Until(long timestamp, TimeProvider time)
    {
        while (timestamp - time.GetTimestamp() is var left and > 0)
        {
            if (!OperatingSystem.IsLinux())
            {
                Thread.Yield();
                continue;
            }

            var nanoseconds = (long)((double)left / time.TimestampFrequency * NanosecondsPerSecond);
            var interval = new Interval(nanoseconds / NanosecondsPerSecond, nanoseconds % NanosecondsPerSecond);
            _ = Sleep(in interval, 0);
        }
    }

    [DllImport("libc", EntryPoint = "prctl")]
    private static extern int Control(int option, nuint value, nuint second, nuint third, nuint fourth);

    [DllImport("libc", EntryPoint = "setpriority")]
    private static extern int SetNiceness(int which, uint who, int niceness);

    [DllImport("libc", EntryPoint = "nanosleep")]
    private static extern int Sleep(in Interval wanted, nint left);

    private readonly record struct Interval(long Seconds, long Nanoseconds);
}
