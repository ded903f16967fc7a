namespace Valhalla.Governance.Kpi;

/// <summary>What a tripwire needs of an event.</summary>
internal readonly record struct KpiSample(long Id, bool? Success, double? Value);
