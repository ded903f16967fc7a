namespace Valhalla.Governance.Integrity;

/// <summary>The last audit record of a row.</summary>
/// <param name="Sequence">Its place in the chain.</param>
/// <param name="Version">The version of the row that it left.</param>
/// <param name="Json">The row that it left.</param>
/// <param name="Stamp">Who left it so; null where a record of no change hides the one that does.</param>
internal sealed record LastRecord(long Sequence, long Version, string Json, RowStamp? Stamp);
