namespace Valhalla.Governance.Kpi;

/// <summary>Where callers wait for room in a full buffer. Off the hot path: this may lock and allocate.</summary>
internal sealed class KpiRoom(KpiBuffer buffer, TimeSpan limit, TimeProvider time)
{
    private readonly object _sync = new();
    private TaskCompletionSource? _freed;
    private int _waiting;

    /// <summary>
    /// A wait has ended in vain and nothing was freed since: waiting again would only add to the damage.
    /// </summary>
    private volatile bool _isHopeless;

    /// <summary>Adds an event, and blocks up to the limit while there is no room.</summary>
    public KpiAdded Add(in KpiEvent kpiEvent, string? correlationId, long timestamp)
    {
        if (_isHopeless || limit <= TimeSpan.Zero)
        {
            return KpiAdded.Full;
        }

        var alarm = new Alarm(_sync);
        using var timer = time.CreateTimer(static a => ((Alarm)a!).Ring(), alarm, limit, Timeout.InfiniteTimeSpan);
        lock (_sync)
        {
            Interlocked.Increment(ref _waiting);
            try
            {
                while (true)
                {
                    var added = buffer.TryAdd(kpiEvent, correlationId, timestamp, null);
                    if (added != KpiAdded.Full)
                    {
                        return added;
                    }

                    if (alarm.HasRung)
                    {
                        _isHopeless = true;
                        return KpiAdded.Full;
                    }

                    Monitor.Wait(_sync);
                }
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }
    }

    /// <summary>Adds a request, and waits up to the limit while there is no room.</summary>
    public async ValueTask<KpiAdded> AddAsync(
        KpiEvent kpiEvent, long timestamp, KpiRequest request, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        Interlocked.Increment(ref _waiting);
        try
        {
            while (true)
            {
                Task freed;
                lock (_sync)
                {
                    _freed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    freed = _freed.Task;
                }

                var added = buffer.TryAdd(kpiEvent, kpiEvent.CorrelationId, timestamp, request);
                var remaining = limit - time.GetElapsedTime(startedAt);
                if (added != KpiAdded.Full || _isHopeless || remaining <= TimeSpan.Zero)
                {
                    return added;
                }

                await freed.WaitAsync(remaining, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            return KpiAdded.Full;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>The writer has taken entries, or closed the buffer: whoever waits tries again.</summary>
    public void OnFreed()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _waiting) == 0 && !_isHopeless)
        {
            return;
        }

        TaskCompletionSource? freed;
        lock (_sync)
        {
            _isHopeless = false;
            freed = _freed;
            _freed = null;
            Monitor.PulseAll(_sync);
        }

        freed?.TrySetResult();
    }

    private sealed class Alarm(object sync)
    {
        public bool HasRung { get; private set; }

        public void Ring()
        {
            lock (sync)
            {
                HasRung = true;
                Monitor.PulseAll(sync);
            }
        }
    }
}
