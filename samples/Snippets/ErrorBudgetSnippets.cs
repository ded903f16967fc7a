using Valhalla.Governance;

namespace Snippets;

internal static class ErrorBudgetSnippets
{
    public static async Task ReadAsync(IErrorBudgets budgets)
    {
        #region error-budgets
        await budgets.PostCountsAsync(
            [new SloCount("exporter_uptime", Good: 9_856, Bad: 144)], idempotencyKey: "probe-4711");
        foreach (var budget in await budgets.GetBudgetsAsync())
        {
            Console.WriteLine($"{budget.Name}: {budget.Status}, {budget.MonthToDateBurnPercent} % month to date");
        }
        #endregion
    }
}
