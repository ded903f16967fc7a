namespace Valhalla.Governance.Integrity;

/// <summary>What a comparison needs of an audit record.</summary>
/// <param name="Sequence">Its place in the chain.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">To what.</param>
/// <param name="Version">The version of the row that it left.</param>
/// <param name="FromJson">The row that it found, or null.</param>
/// <param name="ToJson">The row that it left, or null.</param>
/// <param name="Stamp">Who, why and when.</param>
internal sealed record ChainEntry(
    long Sequence, string Action, string Subject, long Version, string? FromJson, string? ToJson, RowStamp Stamp);
