namespace Valhalla.Governance.Regression;

/// <summary>How the evaluator is doing, for the health check and the runbook. Thread-safe.</summary>
internal sealed class TripwireEvaluatorStatus(TimeProvider time)
{
    private volatile State _state = new(IsRunning: false, null, null, null);

    /// <summary>Whether the loop is alive.</summary>
    public bool IsRunning => _state.IsRunning;

    /// <summary>When the last round ended without a fault, UTC; null before the first.</summary>
    public DateTimeOffset? LastRoundAt => _state.LastRoundAt;

    /// <summary>What went wrong in the last round, without secrets; null when nothing did.</summary>
    public string? Problem => _state.Problem;

    /// <summary>The node that evaluates while this one stands by; null when this one does.</summary>
    public string? StandsByFor => _state.StandsByFor;

    public void Started() => _state = _state with { IsRunning = true };

    public void Stopped() => _state = _state with { IsRunning = false, StandsByFor = null };

    public void Succeeded() =>
        _state = _state with { LastRoundAt = time.GetUtcNow(), Problem = null, StandsByFor = null };

    /// <summary>Another node holds the lease, which is as it should be.</summary>
    public void StoodBy(string? holder) => _state = _state with { Problem = null, StandsByFor = holder ?? "another" };

    public void Failed(string problem) => _state = _state with { Problem = problem };

    private sealed record State(bool IsRunning, DateTimeOffset? LastRoundAt, string? Problem, string? StandsByFor);
}
