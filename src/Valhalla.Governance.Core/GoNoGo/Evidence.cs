namespace Valhalla.Governance;

/// <summary>One observation of a signal. Immutable.</summary>
/// <param name="Signal">What was observed.</param>
/// <param name="Value">What it was found to be.</param>
/// <param name="ObservedAt">When it was observed, UTC. Its age decides whether it still counts.</param>
/// <param name="Detail">What a reader should know beside the value, at most 1 000 characters; or null.</param>
/// <param name="Source">Who observed it: a provider's name, or the caller who posted it.</param>
public sealed record Evidence(
    SignalName Signal, EvidenceValue Value, DateTimeOffset ObservedAt, string? Detail, string Source);
