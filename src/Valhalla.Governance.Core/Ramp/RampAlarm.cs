using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.Ramp;

/// <summary>Wakes the watch over the rollback triggers as soon as a signal of theirs is posted. Thread-safe.</summary>
internal sealed class RampAlarm : IDisposable
{
    private readonly EvidenceSignals _signals;
    private readonly HashSet<SignalName> _watched;
    private volatile TaskCompletionSource _rung = NewBell();

    public RampAlarm(EvidenceSignals signals, RampTriggers triggers)
    {
        _signals = signals;
        _watched = [.. triggers.All.Select(trigger => trigger.Signal)];
        _signals.Posted += OnPosted;
    }

    /// <summary>Sets the bell anew: what is posted from here on rings it. To be called before a look.</summary>
    public void Reset() => Interlocked.Exchange(ref _rung, NewBell());

    /// <summary>Completes when a watched signal was posted since <see cref="Reset"/>, or after a time.</summary>
    public async ValueTask WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await _rung.Task.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Time for a look all the same.
        }
    }

    public void Dispose() => _signals.Posted -= OnPosted;

    private void OnPosted(IReadOnlyList<Evidence> evidence)
    {
        if (evidence.Any(posted => _watched.Contains(posted.Signal)))
        {
            _rung.TrySetResult();
        }
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
