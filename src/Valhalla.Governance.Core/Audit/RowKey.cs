namespace Valhalla.Governance.Audit;

/// <summary>Which row a record tells of. A class: the framework brings compiled dictionaries of those.</summary>
/// <param name="Area">Which kind of row, such as <c>risk_policy</c>.</param>
/// <param name="Subject">Which of them, such as an engine; empty for singletons.</param>
internal sealed record RowKey(string Area, string Subject);
