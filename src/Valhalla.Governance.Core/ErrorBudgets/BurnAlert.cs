namespace Valhalla.Governance;

/// <summary>A multi-window burn alert, after the Google SRE workbook, chapter 5.</summary>
/// <param name="Severity">What it calls for.</param>
/// <param name="ShortWindow">The window that ends the alert soon after the burn has ended.</param>
/// <param name="LongWindow">The window that keeps a few errors from firing it.</param>
/// <param name="Threshold">The burn rate at or above which both windows fire it.</param>
/// <param name="ShortBurn">The burn rate of the short window; null without events.</param>
/// <param name="LongBurn">The burn rate of the long window; null without events.</param>
/// <param name="IsFiring">Whether both burn rates are at or above the threshold.</param>
public sealed record BurnAlert(
    BurnSeverity Severity,
    TimeSpan ShortWindow,
    TimeSpan LongWindow,
    decimal Threshold,
    decimal? ShortBurn,
    decimal? LongBurn,
    bool IsFiring);
