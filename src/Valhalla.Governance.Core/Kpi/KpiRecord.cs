namespace Valhalla.Governance;

/// <summary>A stored KPI event.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Event">The event.</param>
public sealed record KpiRecord(long Id, KpiEvent Event);
