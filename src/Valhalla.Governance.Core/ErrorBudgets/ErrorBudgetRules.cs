namespace Valhalla.Governance.ErrorBudgets;

/// <summary>The arithmetic of error budgets, in decimal. Pure.</summary>
/// <remarks>Formulas: Google, <i>The Site Reliability Workbook</i>, chapter 5, "Alerting on SLOs".</remarks>
internal static class ErrorBudgetRules
{
    public const decimal FailingMonthToDatePercent = 25;
    public const decimal ExhaustedMonthToDatePercent = 100;

    /// <summary>Good events of all, in percent; null without events.</summary>
    public static decimal? SliPercent(SloTotals totals) => totals.All == 0 ? null : 100m * totals.Good / totals.All;

    /// <summary>Which fraction of all events may be bad.</summary>
    public static decimal AllowedBadFraction(decimal targetPercent) => (100 - targetPercent) / 100;

    /// <summary>The bad fraction over the allowed one; null without events.</summary>
    public static decimal? BurnRate(SloTotals totals, decimal targetPercent) =>
        totals.All == 0 ? null : totals.Bad / (totals.All * AllowedBadFraction(targetPercent));

    /// <summary>The burn rate that spends a share of the period's budget within the long window.</summary>
    public static decimal BurnThreshold(decimal budgetPercent, TimeSpan period, TimeSpan longWindow) =>
        budgetPercent * period.Ticks / (100m * longWindow.Ticks);

    /// <summary>Both windows have to burn: one alone is either a blip or over already.</summary>
    public static bool IsFiring(decimal? shortBurn, decimal? longBurn, decimal threshold) =>
        shortBurn >= threshold && longBurn >= threshold;

    /// <summary>How many hours a whole budget lasts at a burn rate; null when it lasts for ever.</summary>
    public static decimal? HoursToExhaustion(TimeSpan period, decimal? burnRate) =>
        burnRate is > 0 and { } rate ? (decimal)period.Ticks / TimeSpan.TicksPerHour / rate : null;

    /// <summary>A share of the budget as minutes of complete failure in a window.</summary>
    public static decimal BudgetMinutes(TimeSpan window, decimal targetPercent, decimal budgetPercent = 100) =>
        (decimal)window.Ticks / TimeSpan.TicksPerMinute * AllowedBadFraction(targetPercent) * budgetPercent / 100;

    /// <summary>The same in whole minutes, at least one.</summary>
    public static decimal WholeBudgetMinutes(TimeSpan window, decimal targetPercent, decimal budgetPercent = 100) =>
        Math.Max(1, decimal.Truncate(BudgetMinutes(window, targetPercent, budgetPercent)));

    /// <summary>
    /// How much of a window's budget was spent since the month began, in percent: the burn rate since then, times the
    /// time since then over the window. See docs/error-budgets.md for why.
    /// </summary>
    public static decimal? MonthToDateBurnPercent(decimal? burnRate, TimeSpan elapsed, TimeSpan period) =>
        burnRate * 100 * elapsed.Ticks / period.Ticks;

    /// <summary>What remains of the rolling window's budget, in percent.</summary>
    public static decimal? RemainingPercent(decimal? periodBurnRate) => 100 - (100 * periodBurnRate);

    public static ErrorBudgetStatus StatusOf(
        decimal? monthToDateBurnPercent, decimal? remainingPercent, bool anyAlertFires) =>
        (monthToDateBurnPercent, remainingPercent) switch
        {
            (null, _) or (_, null) => ErrorBudgetStatus.NoData,
            ( >= ExhaustedMonthToDatePercent, _) => ErrorBudgetStatus.Exhausted,
            ( >= FailingMonthToDatePercent, _) => ErrorBudgetStatus.Failing,
            _ when anyAlertFires || remainingPercent <= 0 => ErrorBudgetStatus.Warning,
            _ => ErrorBudgetStatus.Ok,
        };
}
