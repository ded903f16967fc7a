using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Regression;

/// <summary>The events of a series that can matter, read from the store.</summary>
/// <param name="Frozen">The frozen baseline; empty while there is none, or where none is frozen.</param>
/// <param name="BaselineLastId">Its last event, 0 without one.</param>
/// <param name="Events">The events after the baseline, or all since arming, in the order of their ids.</param>
internal sealed record StoredWindows(SampleSums Frozen, long BaselineLastId, IReadOnlyList<KpiSample> Events);
