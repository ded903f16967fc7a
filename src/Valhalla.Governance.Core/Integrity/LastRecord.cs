namespace Valhalla.Governance.Integrity;

/// <summary>The last audit record of a row.</summary>
/// <param name="Sequence">Its place in the chain.</param>
/// <param name="Version">The version of the row that it left.</param>
/// <param name="Json">The row that it left.</param>
internal sealed record LastRecord(long Sequence, long Version, string Json);
