namespace Valhalla.Governance.Control;

/// <summary>The gate row alone, without the rest of control state.</summary>
/// <param name="Version">Which state of control state the row is of.</param>
/// <param name="Gate">The row.</param>
internal sealed record GateReading(ControlVersion Version, GoLiveState Gate);
