namespace Valhalla.Governance.Soak.Endurance;

/// <summary>What the callers were told, counted. Thread-safe.</summary>
internal sealed class EnduranceCounts
{
    private long _granted;
    private long _denied;
    private long _settled;
    private long _released;
    private long _keys;
    private long _replays;
    private long _kpiEvents;
    private long _retries;

    public long Granted => Interlocked.Read(ref _granted);

    public long Denied => Interlocked.Read(ref _denied);

    public long Settled => Interlocked.Read(ref _settled);

    public long Released => Interlocked.Read(ref _released);

    /// <summary>How many different idempotency keys were used.</summary>
    public long Keys => Interlocked.Read(ref _keys);

    public long Replays => Interlocked.Read(ref _replays);

    public long KpiEvents => Interlocked.Read(ref _kpiEvents);

    /// <summary>How often a store that could not answer was asked again.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    public void Reserved(bool granted) => Interlocked.Increment(ref granted ? ref _granted : ref _denied);

    public void Booked(bool isSettle) => Interlocked.Increment(ref isSettle ? ref _settled : ref _released);

    public void UsedKey() => Interlocked.Increment(ref _keys);

    public void Replayed() => Interlocked.Increment(ref _replays);

    public void Emitted() => Interlocked.Increment(ref _kpiEvents);

    public void Retried() => Interlocked.Increment(ref _retries);
}
