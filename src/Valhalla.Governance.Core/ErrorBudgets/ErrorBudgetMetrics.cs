using System.Diagnostics.Metrics;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Instruments of error budgets. Objectives are tags: their number is fixed when the host starts.</summary>
internal sealed class ErrorBudgetMetrics
{
    private readonly GuardedCounter<long> _events;
    private readonly ObservableGauge<double> _burnRate;
    private readonly ObservableGauge<double> _remaining;
    private readonly ObservableGauge<double> _monthToDate;
    private volatile IReadOnlyList<ErrorBudget> _budgets = [];

    public ErrorBudgetMetrics(ValhallaMeter meter)
    {
        _events = meter.CreateCounter<long>(
            "valhalla.error_budget.events", "{event}", "Events counted by this node, by objective and outcome.");
        _burnRate = meter.Meter.CreateObservableGauge(
            "valhalla.error_budget.burn_rate",
            () => _budgets.SelectMany(static budget => budget.BurnRates
                .Where(static burn => burn.Rate is not null)
                .Select(burn => new Measurement<double>(
                    (double)burn.Rate!.Value,
                    new("objective", budget.Name),
                    new("window", BurnWindows.NameOf(burn.Window))))),
            "1",
            "How fast the budget is spent, by objective and window; 1 spends it in exactly its window.");
        _remaining = meter.Meter.CreateObservableGauge(
            "valhalla.error_budget.remaining",
            () => Each(static budget => budget.RemainingPercent),
            "%",
            "What remains of the rolling window's budget, by objective.");
        _monthToDate = meter.Meter.CreateObservableGauge(
            "valhalla.error_budget.month_to_date_burn",
            () => Each(static budget => budget.MonthToDateBurnPercent),
            "%",
            "What was spent of the budget since the month began, by objective.");
    }

    /// <summary>Whether anybody reads the gauges.</summary>
    public bool IsListenedTo => _burnRate.Enabled || _remaining.Enabled || _monthToDate.Enabled;

    public void Show(IReadOnlyList<ErrorBudget> budgets) => _budgets = budgets;

    public void Counted(SloMinute minute)
    {
        if (_events.Enabled)
        {
            _events.Add(minute.Totals.Good, new("objective", minute.Key.Objective), new("outcome", "good"));
            _events.Add(minute.Totals.Bad, new("objective", minute.Key.Objective), new("outcome", "bad"));
        }
    }

    private IEnumerable<Measurement<double>> Each(Func<ErrorBudget, decimal?> read) => _budgets
        .Where(budget => read(budget) is not null)
        .Select(budget => new Measurement<double>(
            (double)read(budget)!.Value, new KeyValuePair<string, object?>("objective", budget.Name)));
}
