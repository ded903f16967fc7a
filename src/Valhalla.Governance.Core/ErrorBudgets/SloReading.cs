namespace Valhalla.Governance.ErrorBudgets;

/// <summary>What a store holds for an objective.</summary>
/// <param name="Totals">The counts of each window, in the order of <see cref="SloWindows.Since"/>.</param>
/// <param name="LastAt">When the newest event within the objective's window happened; null without any.</param>
internal sealed record SloReading(IReadOnlyList<SloTotals> Totals, DateTimeOffset? LastAt);
