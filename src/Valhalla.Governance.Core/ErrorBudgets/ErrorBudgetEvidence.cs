using System.Globalization;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>What error budgets tell the go/no-go board and the rollback triggers.</summary>
internal sealed class ErrorBudgetEvidence(IErrorBudgets budgets) : IEvidenceProvider
{
    public const string Source = "error_budgets";

    private static readonly SignalName Burn = new("error_budget_burn");
    private static readonly SignalName FastBurn = new("error_budget_fast_burn");

    public async ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken) =>
        Of(await budgets.GetBudgetsAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>The evidence in budgets. What any objective cannot tell is missing, and never a pass.</summary>
    public static IReadOnlyList<Evidence> Of(IReadOnlyList<ErrorBudget> budgets)
    {
        var evidence = new List<Evidence>();
        foreach (var budget in budgets.Where(budget => budget is { SliPercent: not null, ObservedAt: not null }))
        {
            evidence.Add(new Evidence(
                new SignalName($"slo.{budget.Name}"),
                EvidenceValue.Of(budget.SliPercent!.Value),
                budget.ObservedAt!.Value,
                $"{Text(budget.Good)} of {Text((decimal)budget.Good + budget.Bad)} events were good in "
                + $"{budget.WindowDays} days; the target is {Text(budget.TargetPercent)} %.",
                Source));
        }

        // A fast burn that is seen is told even when another objective is blind: it must bring influence down.
        if (budgets.FirstOrDefault(budget => budget.FastBurn) is { } burning)
        {
            evidence.Add(new Evidence(
                FastBurn,
                EvidenceValue.Of(true),
                budgets.Where(budget => budget.FastBurn).Max(budget => budget.ObservedAt)!.Value,
                $"{burning.Name} burns its budget fast enough to page.",
                Source));
        }

        if (budgets.Count == 0 || budgets.Any(budget => budget.Status == ErrorBudgetStatus.NoData))
        {
            return evidence;
        }

        // As old as the objective that was counted longest ago.
        var oldest = budgets.Min(budget => budget.ObservedAt)!.Value;
        var worst = budgets.MaxBy(budget => budget.MonthToDateBurnPercent)!;
        var minutes = ErrorBudgetRules.WholeBudgetMinutes(
            TimeSpan.FromDays(worst.WindowDays), worst.TargetPercent);
        evidence.Add(new Evidence(
            Burn,
            EvidenceValue.Of(worst.MonthToDateBurnPercent!.Value),
            oldest,
            $"{worst.Name} has spent the most of its budget, which is {Text(minutes)} minutes of complete failure in "
            + $"{worst.WindowDays} days.",
            Source));
        if (!budgets.Any(budget => budget.FastBurn))
        {
            evidence.Add(new Evidence(FastBurn, EvidenceValue.Of(false), oldest, null, Source));
        }

        return evidence;
    }

    private static string Text(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
