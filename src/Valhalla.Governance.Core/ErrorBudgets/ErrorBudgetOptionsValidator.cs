using Microsoft.Extensions.Options;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Gives range errors their id, and checks each objective.</summary>
internal sealed class ErrorBudgetOptionsValidator : IValidateOptions<ErrorBudgetOptions>
{
    private const int MaxObjectives = 50;
    private const int MaxWindowDays = 90;
    private const int MaxDecimals = 6;

    private readonly ErrorBudgetOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, ErrorBudgetOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        if (ranges.Failed)
        {
            return OutOfRange(ranges.FailureMessage);
        }

        if (options.Objectives.Count > MaxObjectives)
        {
            return OutOfRange($"Objectives has more than {MaxObjectives}.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Objectives.Count; i++)
        {
            var objective = options.Objectives[i];
            if (ProblemOf(objective) is { } problem)
            {
                return OutOfRange($"Objectives:{i}:{problem}");
            }

            if (!names.Add(objective.Name))
            {
                return ValidateOptionsResult.Fail(
                    $"{ErrorBudgetErrors.DuplicateObjective}: {ErrorBudgetOptions.SectionName}:Objectives has "
                    + $"'{objective.Name}' twice. Rename one.");
            }
        }

        return ValidateOptionsResult.Success;
    }

    private static string? ProblemOf(ErrorBudgetObjectiveOptions objective) => objective switch
    {
        _ when !NameRules.IsLowerName(objective.Name) || objective.Name.Length > SloObjective.MaxNameLength =>
            $"Name: give 1 to {SloObjective.MaxNameLength} of a-z, 0-9, '_', '.', '-', a letter or digit first.",
        { TargetPercent: <= 0 or >= 100 } => "TargetPercent: give a percentage above 0 and below 100.",
        { TargetPercent: var target } when decimal.Round(target, MaxDecimals) != target =>
            $"TargetPercent: give at most {MaxDecimals} decimals.",
        { WindowDays: < 1 or > MaxWindowDays } => $"WindowDays: give 1 to {MaxWindowDays}.",
        { KpiDomain: null, KpiMetric: null } => null,
        _ when !NameRules.IsUpperName(objective.KpiDomain) =>
            $"KpiDomain: {NameRules.UpperNameRemedy} Give it with KpiMetric, or neither.",
        _ when !NameRules.IsLowerName(objective.KpiMetric) =>
            $"KpiMetric: {NameRules.LowerNameRemedy} Give it with KpiDomain, or neither.",
        _ => null,
    };

    private static ValidateOptionsResult OutOfRange(string problem) => ValidateOptionsResult.Fail(
        $"{ErrorBudgetErrors.OptionOutOfRange}: {ErrorBudgetOptions.SectionName} is wrong. Correct: {problem}");
}
