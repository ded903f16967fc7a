namespace Valhalla.Governance;

/// <summary>One observation that somebody posts.</summary>
/// <param name="Signal">What was observed.</param>
/// <param name="Value">What it was found to be.</param>
/// <param name="ObservedAt">When; at most one minute ahead of the clock here. Null takes the time of arrival.</param>
/// <param name="Detail">What a reader should know, at most 1 000 characters; may be null.</param>
public sealed record EvidenceItem(
    SignalName Signal, EvidenceValue Value, DateTimeOffset? ObservedAt = null, string? Detail = null);
