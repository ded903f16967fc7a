namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Two windows of a burn alert, and the share of the budget that their threshold stands for.</summary>
internal readonly record struct BurnWindowPair(
    BurnSeverity Severity, TimeSpan ShortWindow, TimeSpan LongWindow, decimal BudgetPercent)
{
    private const int WeekDays = 7;

    // A share of 2 % in an hour pages at 3.4 times the allowed errors when the budget is that of a week, so short
    // periods take larger shares.
    private static readonly decimal[] WeekShares = [8, 12.5m, 20, 42];
    private static readonly decimal[] MonthShares = [2, 5, 10, 10];

    /// <summary>
    /// The pairs for a period: those of the SRE workbook, with the shares that Sloth's catalogue has for a week where
    /// the period is no longer than that. A pair whose long window is longer than the period says nothing.
    /// </summary>
    public static IEnumerable<BurnWindowPair> For(int periodDays)
    {
        var shares = periodDays <= WeekDays ? WeekShares : MonthShares;
        BurnWindowPair[] pairs =
        [
            new(BurnSeverity.Page, TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), shares[0]),
            new(BurnSeverity.Page, TimeSpan.FromMinutes(30), TimeSpan.FromHours(6), shares[1]),
            new(BurnSeverity.Ticket, TimeSpan.FromHours(2), TimeSpan.FromDays(1), shares[2]),
            new(BurnSeverity.Ticket, TimeSpan.FromHours(6), TimeSpan.FromDays(3), shares[3]),
        ];
        return pairs.Where(pair => pair.LongWindow <= TimeSpan.FromDays(periodDays));
    }

    public decimal ThresholdFor(TimeSpan period) => ErrorBudgetRules.BurnThreshold(BudgetPercent, period, LongWindow);
}
