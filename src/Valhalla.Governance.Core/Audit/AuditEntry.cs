namespace Valhalla.Governance.Audit;

/// <summary>One control change, before the store has given it a place in the chain.</summary>
/// <param name="Action">A stable dotted name, such as <c>go_live.enable</c> or <c>risk_policy.upsert</c>.</param>
/// <param name="Subject">What was changed, such as an engine; empty for singletons.</param>
/// <param name="Author">Who.</param>
/// <param name="Reason">Why, if given.</param>
/// <param name="FromJson">The state before as JSON, or null.</param>
/// <param name="ToJson">The state after as JSON, or null.</param>
/// <param name="Version">The version of the row after the change, or 0.</param>
internal sealed record AuditEntry(
    string Action,
    string Subject,
    ChangeAuthor Author,
    string? Reason,
    string? FromJson,
    string? ToJson,
    long Version = 0);
