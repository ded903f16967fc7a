namespace Valhalla.Governance;

/// <summary>What the gate decides on at one moment.</summary>
/// <param name="State">The last state that the store confirmed, or the initial one before the first read.</param>
/// <param name="Age">How long ago the store confirmed it; null before the first read.</param>
/// <param name="IsStale">Whether the age is above <c>GoLive:MaxStaleness</c>, or nothing was read yet.</param>
/// <param name="IsEnforced">Whether go-live is enforced in this environment.</param>
/// <param name="IsLatchedLocally">Whether a kill is in force here that the store does not know yet.</param>
public sealed record GateSnapshot(
    GoLiveState State, TimeSpan? Age, bool IsStale, bool IsEnforced, bool IsLatchedLocally);
