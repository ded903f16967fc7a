namespace Valhalla.Governance.Load.Measurement;

/// <summary>One of the concurrent callers: asks before each call whether to go on, and counts what it did.</summary>
internal sealed class Caller(int index, TimeProvider time)
{
    private readonly LatencyHistogram _latencies = new();
    private long _startedAt;
    private volatile Phase _phase;

    private enum Phase
    {
        WarmUp,
        Measured,
        Over,
    }

    public int Index { get; } = index;

    /// <summary>How many calls began, this one included.</summary>
    public long Number { get; private set; }

    public long Granted { get; private set; }

    public long Denied { get; private set; }

    public LatencyHistogram Latencies => _latencies;

    public void StartMeasuring() => _phase = Phase.Measured;

    public void Stop() => _phase = Phase.Over;

    public bool Begin()
    {
        if (_phase == Phase.Over)
        {
            return false;
        }

        Number++;
        _startedAt = time.GetTimestamp();
        return true;
    }

    public void End(bool granted) => End(granted ? 1 : 0, granted ? 0 : 1);

    /// <summary>Ends a call that did several things at once; each counts as having taken the whole time.</summary>
    public void End(long granted, long denied)
    {
        Granted += granted;
        Denied += denied;
        if (_phase == Phase.Measured)
        {
            _latencies.Record((long)time.GetElapsedTime(_startedAt).TotalNanoseconds, granted + denied);
        }
    }
}
