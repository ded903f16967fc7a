using System.Globalization;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>How windows are written: <c>5m</c>, <c>6h</c>, <c>3d</c>.</summary>
internal static class BurnWindows
{
    public static string NameOf(TimeSpan window) => window switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{window.Days}d"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{window.Hours}h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{window.Minutes}m"),
    };
}
