using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Ramp;

/// <summary>How the watch over the rollback triggers is doing, for the health check and as evidence. Thread-safe.</summary>
internal sealed class RampGuardHealth(IOptions<RampOptions> options, TimeProvider time)
{
    private const int RoundsMissed = 6;

    // A look may wait for slow providers: not every late one is a dead one.
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(30);

    private volatile State _state = new(IsRunning: false, null, null);

    /// <summary>What is wrong, without secrets; null when nothing is.</summary>
    public string? Problem => _state switch
    {
        { IsRunning: false } => "The watch over the rollback triggers is not running.",
        { Problem: { } problem } => $"The rollback triggers cannot be looked at: {problem}.",
        { LastRoundAt: { } at } when time.GetElapsedTime(at) > Patience =>
            "The rollback triggers were not looked at for too long.",
        _ => null,
    };

    private TimeSpan Patience => options.Value.GuardInterval * RoundsMissed > LeastPatience
        ? options.Value.GuardInterval * RoundsMissed
        : LeastPatience;

    public void Started() => _state = new State(IsRunning: true, time.GetTimestamp(), null);

    public void Stopped() => _state = _state with { IsRunning = false };

    public void Succeeded() => _state = _state with { LastRoundAt = time.GetTimestamp(), Problem = null };

    public void Failed(string problem) => _state = _state with { Problem = problem };

    private sealed record State(bool IsRunning, long? LastRoundAt, string? Problem);
}
