namespace Valhalla.Governance;

/// <summary>What became of a request to drill.</summary>
/// <param name="Drill">The drill: the one that was run, or the one that was running already.</param>
/// <param name="WasRunning">Whether another drill was running, so that none was begun.</param>
public sealed record KillSwitchDrillResult(KillSwitchDrill Drill, bool WasRunning);
