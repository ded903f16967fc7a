namespace Valhalla.Governance;

/// <summary>What one node answered to a drill.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Build">Its build.</param>
/// <param name="Denied">
/// Whether its gate allowed before the scratch kill, denied after it, and its local latch worked as well.
/// </param>
/// <param name="AnsweredAt">When the store took the answer, UTC, by the store's clock.</param>
/// <param name="Milliseconds">How long after the start of the drill that was, by the same clock.</param>
/// <param name="Problem">What went wrong; null when nothing did.</param>
public sealed record KillSwitchDrillAnswer(
    string NodeId, string Build, bool Denied, DateTimeOffset AnsweredAt, double Milliseconds, string? Problem);
