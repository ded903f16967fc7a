namespace Valhalla.Governance.EntityFramework.Kpi;

/// <summary>How far KPI events are settled.</summary>
/// <param name="LastId">Every event up to this id is committed and visible, or never will be.</param>
/// <param name="IsHeldUp">Whether there are newer events, and a writer that may commit older ones.</param>
internal readonly record struct SettledKpiEvents(long LastId, bool IsHeldUp);
