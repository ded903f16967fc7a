using Valhalla.Governance.Audit;

namespace Valhalla.Governance.Integrity;

/// <summary>A stored row as an audit record would show it.</summary>
/// <param name="Key">Which row.</param>
/// <param name="Version">Counts its changes.</param>
/// <param name="ToJson">Its content; never null for a stored row.</param>
/// <param name="Stamp">Who left it so, as the row itself says; null where rows of its kind say nothing.</param>
/// <param name="Value">
/// The row without its time, or null: two that are equal have the same content, and neither has to be written down.
/// </param>
internal sealed record AuditedRow(
    RowKey Key, long Version, Func<string> ToJson, RowStamp? Stamp = null, object? Value = null)
{
    /// <summary>Whether the content is certainly the same.</summary>
    public bool IsEqualTo(AuditedRow other) => Value is not null && Value.Equals(other.Value);
}
