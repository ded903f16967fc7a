namespace Valhalla.Governance.Retention;

/// <summary>KPI events that a tripwire may still read.</summary>
/// <param name="Series">The series.</param>
/// <param name="AfterId">Events behind this id stay.</param>
internal readonly record struct KeptSeries(KpiSeries Series, long AfterId);
