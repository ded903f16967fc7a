namespace Valhalla.Governance;

/// <summary>How many events of an objective were good and how many bad.</summary>
/// <param name="Objective">The name of the objective.</param>
/// <param name="Good">Good events, 0 to 1 000 000 000.</param>
/// <param name="Bad">Bad events, 0 to 1 000 000 000; together with <paramref name="Good"/> at least one.</param>
/// <param name="At">When they happened; null means now. Kept to the minute.</param>
public sealed record SloCount(string Objective, long Good, long Bad, DateTimeOffset? At = null);
