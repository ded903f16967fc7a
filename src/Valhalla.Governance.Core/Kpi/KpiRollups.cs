namespace Valhalla.Governance.Kpi;

/// <summary>The roll-ups of a series.</summary>
/// <param name="ThroughId">
/// Every event up to this id is in its day's roll-up, and none behind it: what is behind it has to be read as events.
/// </param>
/// <param name="Days">In the order of the days; days without events are missing.</param>
internal sealed record KpiRollups(long ThroughId, IReadOnlyList<KpiRollupDay> Days);
