namespace Valhalla.Governance;

/// <summary>A rollback trigger and what it sees. Immutable.</summary>
/// <param name="Trigger">The trigger.</param>
/// <param name="Status">What it sees.</param>
/// <param name="Evidence">The newest observation; null without one.</param>
/// <param name="Detail">What it sees, in words.</param>
public sealed record RampGuardReading(
    RampTrigger Trigger, RampGuardStatus Status, Evidence? Evidence, string Detail);
