namespace Valhalla.Governance.Testing;

/// <summary>
/// A clock that is wrong by a fixed time. Timers and timestamps are those of the clock it is made from.
/// </summary>
internal sealed class OffsetTimeProvider(TimeProvider time, TimeSpan offset) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + offset;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
