namespace Valhalla.Governance.Load.Spread;

/// <summary>A kill by the monotonic clock, which all processes of one machine share.</summary>
/// <param name="CalledAt">When it was asked for.</param>
/// <param name="AcknowledgedAt">When it was answered, which is after its commit.</param>
/// <param name="IsStored">Whether the store has it.</param>
internal sealed record KillTimes(long CalledAt, long AcknowledgedAt, bool IsStored);
