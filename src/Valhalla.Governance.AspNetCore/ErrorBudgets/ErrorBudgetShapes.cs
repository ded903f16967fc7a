using Valhalla.Governance.ErrorBudgets;

namespace Valhalla.Governance.AspNetCore.ErrorBudgets;

/// <summary>Domain values of error budgets in the shapes of the wire.</summary>
internal static class ErrorBudgetShapes
{
    private const int Decimals = 6;

    public static ErrorBudgetsBody Of(IReadOnlyList<ErrorBudget> budgets) => new()
    {
        Budgets = [.. budgets.Select(Of)],
    };

    private static ErrorBudgetBody Of(ErrorBudget budget) => new()
    {
        Name = budget.Name,
        TargetPercent = budget.TargetPercent,
        WindowDays = budget.WindowDays,
        Good = budget.Good,
        Bad = budget.Bad,
        SliPercent = Down(budget.SliPercent),
        BurnRates = budget.BurnRates.ToDictionary(
            burn => BurnWindows.NameOf(burn.Window), burn => Up(burn.Rate), StringComparer.Ordinal),
        MonthToDateBurnPercent = Up(budget.MonthToDateBurnPercent),
        RemainingPercent = Down(budget.RemainingPercent),
        BudgetMinutes = budget.BudgetMinutes,
        FastBurn = budget.FastBurn,
        Alerts = [.. budget.Alerts.Select(Of)],
        TimeToExhaustionHours = Down(budget.TimeToExhaustionHours),
        Status = WireNames.Of(budget.Status),
        ObservedAt = budget.ObservedAt,
    };

    private static BurnAlertBody Of(BurnAlert alert) => new()
    {
        Severity = WireNames.Of(alert.Severity),
        ShortWindow = BurnWindows.NameOf(alert.ShortWindow),
        LongWindow = BurnWindows.NameOf(alert.LongWindow),
        Threshold = decimal.Round(alert.Threshold, Decimals, MidpointRounding.ToNegativeInfinity),
        ShortBurn = Up(alert.ShortBurn),
        LongBurn = Up(alert.LongBurn),
        Firing = alert.IsFiring,
    };

    // A reader who compares a rounded figure with a limit must not be told a pass that the exact one is not.
    private static decimal? Down(decimal? value) =>
        value is { } number ? decimal.Round(number, Decimals, MidpointRounding.ToNegativeInfinity) : null;

    private static decimal? Up(decimal? value) =>
        value is { } number ? decimal.Round(number, Decimals, MidpointRounding.ToPositiveInfinity) : null;
}
