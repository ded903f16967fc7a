using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Valhalla.Governance.Kpi;

/// <summary>
/// Where the writer waits for work, and how producers wake it. An emitting caller pays one read unless it has to wake
/// somebody; waking allocates nothing.
/// </summary>
/// <remarks>
/// Two ways of waiting. <em>Asleep</em>: the buffer was empty, any entry wakes. <em>Gathering</em>: a transaction has
/// just ended, so entries are left to gather for a moment; a timer, a request or a full batch wakes.
/// </remarks>
internal sealed class KpiDoorbell : IValueTaskSource, IDisposable
{
    private const int Awake = 0;
    private const int Gathering = 1;
    private const int Asleep = 2;

    private readonly KpiBuffer _buffer;
    private readonly int _fullBatch;
    private readonly ITimer _gathered;
    private ManualResetValueTaskSourceCore<bool> _wake = new() { RunContinuationsAsynchronously = true };
    private int _state = Awake;
    private int _requests;
    private volatile bool _stopping;

    public KpiDoorbell(KpiBuffer buffer, int fullBatch, TimeProvider time)
    {
        _buffer = buffer;
        _fullBatch = Math.Min(fullBatch, buffer.Capacity / 2);
        _gathered = time.CreateTimer(
            static bell => ((KpiDoorbell)bell!).Wake(Gathering),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the next event wakes the writer.</summary>
    public bool IsAsleep => Volatile.Read(ref _state) == Asleep;

    /// <summary>An event was added for which nobody waits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnAdded()
    {
        // No fence here: the side that goes to sleep pays for both.
        var state = Volatile.Read(ref _state);
        if (state != Awake && (state == Asleep || _buffer.Count >= _fullBatch))
        {
            Wake(state);
        }
    }

    /// <summary>A request was added.</summary>
    public void OnRequested()
    {
        Interlocked.Increment(ref _requests);
        if (Volatile.Read(ref _state) is var state && state != Awake)
        {
            Wake(state);
        }
    }

    /// <summary>The writer has taken a request.</summary>
    public void OnRequestTaken() => Interlocked.Decrement(ref _requests);

    /// <summary>From now on the writer is not let wait.</summary>
    public void Stop()
    {
        _stopping = true;
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _state) is var state && state != Awake)
        {
            Wake(state);
        }
    }

    /// <summary>Waits for anything at all.</summary>
    public ValueTask SleepAsync()
    {
        _wake.Reset();
        Volatile.Write(ref _state, Asleep);
        // Makes every producer's last entry visible here, or this state visible to that producer.
        Interlocked.MemoryBarrierProcessWide();
        return WaitUnless(_buffer.HasNext || Volatile.Read(ref _requests) > 0 || _stopping, Asleep);
    }

    /// <summary>Waits a moment for company, unless somebody waits or there is enough.</summary>
    public ValueTask GatherAsync(TimeSpan moment)
    {
        if (moment <= TimeSpan.Zero)
        {
            return ValueTask.CompletedTask;
        }

        _wake.Reset();
        Volatile.Write(ref _state, Gathering);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _requests) > 0 || _buffer.Count >= _fullBatch || _stopping)
        {
            return WaitUnless(true, Gathering);
        }

        _gathered.Change(moment, Timeout.InfiniteTimeSpan);
        return new ValueTask(this, _wake.Version);
    }

    public void Dispose() => _gathered.Dispose();

    void IValueTaskSource.GetResult(short token) => _wake.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _wake.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wake.OnCompleted(continuation, state, token, flags);

    private ValueTask WaitUnless(bool hasWork, int state)
    {
        // Whoever moves the state away from waiting sets the result; if that is this side, nobody has to.
        return hasWork && Interlocked.CompareExchange(ref _state, Awake, state) == state
            ? ValueTask.CompletedTask
            : new ValueTask(this, _wake.Version);
    }

    private void Wake(int state)
    {
        if (Interlocked.CompareExchange(ref _state, Awake, state) == state)
        {
            _wake.SetResult(true);
        }
    }
}
