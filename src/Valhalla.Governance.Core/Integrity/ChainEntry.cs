namespace Valhalla.Governance.Integrity;

/// <summary>What a comparison needs of an audit record.</summary>
/// <param name="Sequence">Its place in the chain.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">To what.</param>
/// <param name="Version">The version of the row that it left.</param>
/// <param name="ToJson">The row that it left, or null.</param>
internal sealed record ChainEntry(long Sequence, string Action, string Subject, long Version, string? ToJson);
