namespace Valhalla.Governance.Control;

/// <summary>
/// A monotonic clock that is cheap enough for every gate check, exact to some 16 ms on the system's clock and exact on
/// any other.
/// </summary>
/// <remarks>
/// The system's own timestamp costs more than a whole gate check may, so the tick count, which the kernel keeps ready
/// to be read, stands in for it; any other <see cref="TimeProvider"/> is asked itself, so that a test owns the time.
/// </remarks>
internal sealed class CoarseClock(TimeProvider time)
{
    private const long MillisecondsPerSecond = 1_000;
    private static readonly TimeSpan SystemGranularity = TimeSpan.FromMilliseconds(16);

    private readonly TimeProvider? _exact = ReferenceEquals(time, TimeProvider.System) ? null : time;

    public long Now => _exact is null ? Environment.TickCount64 : _exact.GetTimestamp();

    /// <summary>
    /// How far <see cref="Now"/> may move before a limit is surely passed; never later than the limit.
    /// </summary>
    public long UnitsWithin(TimeSpan limit)
    {
        var surely = _exact is null ? limit - SystemGranularity : limit;
        return surely.Ticks * UnitsPerMillisecond / TimeSpan.TicksPerMillisecond;
    }

    private long UnitsPerMillisecond => _exact is null ? 1 : _exact.TimestampFrequency / MillisecondsPerSecond;
}
