namespace Valhalla.Governance.Load.Growth;

internal static class Stopwatches
{
    /// <summary>Starts to measure; each call of the result tells the time since.</summary>
    public static Func<TimeSpan> Start()
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        return () => TimeProvider.System.GetElapsedTime(startedAt);
    }
}
