namespace Valhalla.Governance.Testing;

/// <summary>
/// A clock that only a test moves. Time stands still until <see cref="Advance"/>, which fires every timer that falls
/// due on the way, in order, on the calling thread and with the clock at its due time.
/// </summary>
/// <remarks>
/// Thread-safe. Starts at 2026-01-13T15:30:00Z. <see cref="SetUtcNow"/> makes the wall clock jump, forwards or back,
/// and leaves timestamps and timers alone, as a corrected system clock does.
/// </remarks>
public sealed class FakeTimeProvider : TimeProvider
{
    private readonly Lock _sync = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private DateTimeOffset _epoch;
    private long _elapsedTicks;
    private long _timersMade;

    public FakeTimeProvider()
        : this(new DateTimeOffset(2026, 1, 13, 15, 30, 0, TimeSpan.Zero))
    {
    }

    public FakeTimeProvider(DateTimeOffset start) => _epoch = start.ToUniversalTime();

    /// <summary>One timestamp unit is one tick of <see cref="TimeSpan"/>.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers wait to fire: the delays and time limits under way.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_sync)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_sync)
        {
            return _epoch.AddTicks(_elapsedTicks);
        }
    }

    public override long GetTimestamp()
    {
        lock (_sync)
        {
            return _elapsedTicks;
        }
    }

    /// <summary>Makes the wall clock say <paramref name="utcNow"/>; no time passes.</summary>
    public void SetUtcNow(DateTimeOffset utcNow)
    {
        lock (_sync)
        {
            _epoch = utcNow.ToUniversalTime().AddTicks(-_elapsedTicks);
        }
    }

    /// <summary>Lets time pass.</summary>
    /// <param name="by">How much; zero fires what is due already.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long until;
        lock (_sync)
        {
            until = _elapsedTicks + by.Ticks;
        }

        while (TakeDue(until) is { } due)
        {
            // Outside the lock: a callback may read the clock, or make and dispose timers.
            due.Fire();
        }

        lock (_sync)
        {
            _elapsedTicks = Math.Max(_elapsedTicks, until);
        }
    }

    /// <summary>
    /// Completes when so many timers wait to fire, so that a test knows that the code it drives has reached its delay.
    /// </summary>
    /// <param name="count">At least so many.</param>
    public Task WaitForPendingTimersAsync(int count = 1)
    {
        lock (_sync)
        {
            if (_timers.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private FakeTimer? TakeDue(long until)
    {
        lock (_sync)
        {
            var due = _timers.Where(t => t.DueAt <= until).MinBy(t => (t.DueAt, t.Order));
            if (due is null)
            {
                return null;
            }

            _elapsedTicks = Math.Max(_elapsedTicks, due.DueAt);
            if (due.PeriodTicks > 0)
            {
                due.DueAt += due.PeriodTicks;
            }
            else
            {
                _timers.Remove(due);
            }

            return due;
        }
    }

    private void Schedule(FakeTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_sync)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.DueAt = _elapsedTicks + dueTime.Ticks;
            timer.PeriodTicks = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
            timer.Order = _timersMade++;
            _timers.Add(timer);
            foreach (var waiter in _waiters.FindAll(w => _timers.Count >= w.Count))
            {
                waiter.Reached.TrySetResult();
                _waiters.Remove(waiter);
            }
        }
    }

    private void Remove(FakeTimer timer)
    {
        lock (_sync)
        {
            _timers.Remove(timer);
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _disposed;

        public long DueAt { get; set; }

        public long PeriodTicks { get; set; }

        public long Order { get; set; }

        public void Fire()
        {
            if (!_disposed)
            {
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
            {
                return false;
            }

            clock.Schedule(this, dueTime, period);
            return true;
        }

        public void Dispose()
        {
            _disposed = true;
            clock.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
