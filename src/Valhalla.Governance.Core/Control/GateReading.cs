namespace Valhalla.Governance.Control;

/// <summary>The gate row alone, without the rest of control state.</summary>
/// <param name="Revision">Counts every commit of control state, whatever it changed.</param>
/// <param name="Gate">The row.</param>
internal sealed record GateReading(long Revision, GoLiveState Gate);
