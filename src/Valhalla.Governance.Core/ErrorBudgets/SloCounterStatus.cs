namespace Valhalla.Governance.ErrorBudgets;

/// <summary>How the counter is doing, for the health check. Thread-safe.</summary>
internal sealed class SloCounterStatus(TimeProvider time)
{
    /// <summary>A writer that has not ended for so long is one that somebody should look at.</summary>
    private static readonly TimeSpan LongestHoldUp = TimeSpan.FromMinutes(5);

    private volatile State _state = new(IsRunning: false, null, null);

    public bool IsRunning => _state.IsRunning;

    /// <summary>What is wrong, without secrets; null when nothing is.</summary>
    public string? Problem => _state.Problem ?? (
        _state.HeldUpSince is { } since && time.GetElapsedTime(since) > LongestHoldUp
            ? "KPI events have not been counted for 5 minutes: a transaction that writes kpi_event has not ended."
            : null);

    public void Started() => _state = _state with { IsRunning = true };

    public void Stopped() => _state = _state with { IsRunning = false };

    public void Succeeded(bool isHeldUp) => _state = _state with
    {
        Problem = null,
        HeldUpSince = isHeldUp ? _state.HeldUpSince ?? time.GetTimestamp() : null,
    };

    public void Failed(string problem) => _state = _state with { Problem = problem };

    // A timestamp is a struct of 64 bits; the record keeps both fields of one instant together.
    private sealed record State(bool IsRunning, string? Problem, long? HeldUpSince);
}
