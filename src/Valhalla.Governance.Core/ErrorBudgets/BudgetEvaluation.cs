namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Makes a budget of what was counted. Pure.</summary>
internal static class BudgetEvaluation
{
    public static ErrorBudget Of(
        SloObjective objective, SloReading reading, SloWindows windows, DateTimeOffset now)
    {
        var period = SloWindows.PeriodOf(reading);
        var burn = SloWindows.Burn
            .Select((window, i) => new BurnRate(
                window, ErrorBudgetRules.BurnRate(reading.Totals[i], objective.TargetPercent)))
            .ToList();
        var alerts = BurnWindowPair.For(objective.WindowDays).Select(pair => AlertOf(pair, objective, burn)).ToList();
        var monthToDate = ErrorBudgetRules.MonthToDateBurnPercent(
            ErrorBudgetRules.BurnRate(SloWindows.MonthOf(reading), objective.TargetPercent),
            now - windows.Month,
            objective.Window);
        var remaining = ErrorBudgetRules.RemainingPercent(
            ErrorBudgetRules.BurnRate(period, objective.TargetPercent));
        return new ErrorBudget
        {
            Name = objective.Name,
            TargetPercent = objective.TargetPercent,
            WindowDays = objective.WindowDays,
            Good = period.Good,
            Bad = period.Bad,
            SliPercent = ErrorBudgetRules.SliPercent(period),
            BurnRates = burn,
            MonthToDateBurnPercent = monthToDate,
            RemainingPercent = remaining,
            BudgetMinutes = ErrorBudgetRules.BudgetMinutes(objective.Window, objective.TargetPercent),
            FastBurn = alerts.Exists(alert => alert is { IsFiring: true, Severity: BurnSeverity.Page }),
            Alerts = alerts,
            TimeToExhaustionHours = ErrorBudgetRules.HoursToExhaustion(
                objective.Window, RateOf(burn, TimeSpan.FromHours(1))),
            Status = ErrorBudgetRules.StatusOf(monthToDate, remaining, alerts.Exists(alert => alert.IsFiring)),
            ObservedAt = reading.LastAt,
        };
    }

    private static BurnAlert AlertOf(BurnWindowPair pair, SloObjective objective, List<BurnRate> burn)
    {
        var threshold = pair.ThresholdFor(objective.Window);
        var shortBurn = RateOf(burn, pair.ShortWindow);
        var longBurn = RateOf(burn, pair.LongWindow);
        return new BurnAlert(
            pair.Severity,
            pair.ShortWindow,
            pair.LongWindow,
            threshold,
            shortBurn,
            longBurn,
            ErrorBudgetRules.IsFiring(shortBurn, longBurn, threshold));
    }

    private static decimal? RateOf(List<BurnRate> burn, TimeSpan window) =>
        burn.Find(rate => rate.Window == window).Rate;
}
