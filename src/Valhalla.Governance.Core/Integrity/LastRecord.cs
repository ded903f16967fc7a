namespace Valhalla.Governance.Integrity;

/// <summary>The last audit record of a row.</summary>
/// <param name="Sequence">Its place in the chain.</param>
/// <param name="Version">The version of the row that it left.</param>
/// <param name="Json">The row that it left.</param>
/// <param name="Stamp">Who left it so; null where a later record told of it without a change, and none of the change.</param>
internal sealed record LastRecord(long Sequence, long Version, string Json, RowStamp? Stamp);
