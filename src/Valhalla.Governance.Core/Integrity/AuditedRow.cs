namespace Valhalla.Governance.Integrity;

/// <summary>A stored row as an audit record would show it.</summary>
/// <param name="Area">Which kind of row, such as <c>risk_policy</c>.</param>
/// <param name="Subject">Which row, such as an engine; empty for singletons.</param>
/// <param name="Version">Counts its changes.</param>
/// <param name="Json">Its content; never null for a stored row.</param>
/// <param name="Stamp">Who left it so, as the row itself says; null where rows of its kind say nothing.</param>
internal sealed record AuditedRow(string Area, string Subject, long Version, string Json, RowStamp? Stamp = null);
