namespace Valhalla.Governance.EntityFramework;

/// <summary>Databases keep microseconds, so the clock that a store shows has no more.</summary>
internal static class StoreTime
{
    public static DateTimeOffset GetStoreNow(this TimeProvider time) => Truncate(time.GetUtcNow());

    public static DateTimeOffset Truncate(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
