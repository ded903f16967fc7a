namespace Valhalla.Governance.ErrorBudgets;

/// <summary>What a step of counting KPI events did.</summary>
/// <param name="Events">How many events were passed.</param>
/// <param name="HasMore">Whether further events can be counted now.</param>
/// <param name="IsHeldUp">
/// Whether there are events that cannot be counted yet, because an older one may still be committed.
/// </param>
internal readonly record struct SloFold(int Events, bool HasMore, bool IsHeldUp);
