using Valhalla.Governance.Control;

namespace Valhalla.Governance.Load.Spread;

/// <summary>
/// Remembers when this process's gate closed for production: looks whenever a new snapshot is published, and every few
/// milliseconds, because a gate also closes by growing old.
/// </summary>
internal sealed class GateWatch : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);
    private readonly IGoLiveGate _gate;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private TaskCompletionSource<long> _closed = NewSource();
    private TaskCompletionSource<long> _opened = NewSource();

    public GateWatch(IGoLiveGate gate, ControlState control, TimeProvider time)
    {
        _gate = gate;
        _time = time;
        control.Changed += _ => Look();
        _timer = time.CreateTimer(_ => Look(), null, Period, Period);
    }

    /// <summary>When it closed; completes when it has.</summary>
    public Task<long> Closed
    {
        get
        {
            lock (_lock)
            {
                return _closed.Task;
            }
        }
    }

    /// <summary>When it opened; completes when it has.</summary>
    public Task<long> Opened
    {
        get
        {
            lock (_lock)
            {
                return _opened.Task;
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            var isOpen = _gate.Check(ExecutionClass.ProdExec) == GateDecision.Allowed;
            ref var reached = ref isOpen ? ref _opened : ref _closed;
            ref var other = ref isOpen ? ref _closed : ref _opened;
            if (reached.TrySetResult(now) && other.Task.IsCompleted)
            {
                other = NewSource();
            }
        }
    }

    private static TaskCompletionSource<long> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
