using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Clock;

/// <summary>
/// What this process has seen of the store's clock. Asked in every batch of the ledger: a look at the monotonic clock,
/// nothing allocated. Thread-safe.
/// </summary>
internal sealed class StoreClockWatch(TimeProvider time)
{
    private readonly Lock _turn = new();
    private DateTimeOffset? _shown;
    private long _timestamp;
    private volatile ClockJump? _jump;
    private volatile int _daysAhead;

    /// <summary>The first jump that nobody has acknowledged; null for none.</summary>
    public ClockJump? Jump => _jump;

    /// <summary>By how many days the ledger is ahead of the calendar, as was acknowledged.</summary>
    public int DaysAhead => _daysAhead;

    /// <summary>
    /// Whether the ledger stays on its newest day: a clock that jumped ahead would open a second day's caps at once.
    /// </summary>
    public bool HoldsDay => _jump is { IsAhead: true };

    /// <summary>Whether this process knows what the chain says of the clock.</summary>
    public bool IsRestored { get; set; }

    /// <summary>Takes note of what the store's clock shows.</summary>
    /// <returns>As <see cref="HoldsDay"/>.</returns>
    public bool Observe(DateTimeOffset now)
    {
        lock (_turn)
        {
            var timestamp = time.GetTimestamp();
            var expected = _shown + time.GetElapsedTime(_timestamp, timestamp);
            if (_jump is null && expected is { } at && (now - at).Duration() > LeaseRules.ClockTolerance)
            {
                _jump = new ClockJump(at, now);
            }

            (_shown, _timestamp) = (now, timestamp);
        }

        return HoldsDay;
    }

    /// <summary>Takes over what another process, or an earlier run of this one, has left.</summary>
    public void Restore(ClockJump? jump, int daysAhead)
    {
        lock (_turn)
        {
            _jump = jump;
            _daysAhead = daysAhead;
        }
    }
}
