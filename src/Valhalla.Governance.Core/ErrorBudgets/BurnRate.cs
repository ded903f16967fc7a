namespace Valhalla.Governance;

/// <summary>How fast a budget was spent over a window that ends now.</summary>
/// <param name="Window">The window.</param>
/// <param name="Rate">
/// The share of bad events over what the objective allows; 1 spends the budget in exactly its window. Null when nothing
/// was counted.
/// </param>
public readonly record struct BurnRate(TimeSpan Window, decimal? Rate);
