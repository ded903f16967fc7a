using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Regression;

/// <summary>Gives range errors their id, and checks what a range cannot say.</summary>
internal sealed class RegressionOptionsValidator : IValidateOptions<RegressionOptions>
{
    private readonly RegressionOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, RegressionOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        if (ranges.Failed)
        {
            return ValidateOptionsResult.Fail(
                $"{RegressionErrors.OptionOutOfRange}: {RegressionOptions.SectionName} is wrong. "
                + $"Correct: {ranges.FailureMessage}");
        }

        return options.MinSpacing <= options.EvaluationInterval
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{RegressionErrors.SpacingAboveInterval}: {RegressionOptions.SectionName}:MinSpacing "
                + $"({options.MinSpacing}) is above EvaluationInterval ({options.EvaluationInterval}). "
                + "Lower MinSpacing, or raise EvaluationInterval.");
    }
}
