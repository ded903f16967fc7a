using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Kpi;

/// <summary>Gives range errors their id, and checks what a range cannot say.</summary>
internal sealed class KpiOptionsValidator : IValidateOptions<KpiOptions>
{
    private readonly KpiOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, KpiOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        if (ranges.Failed)
        {
            return ValidateOptionsResult.Fail(
                $"{KpiErrors.OptionOutOfRange}: {KpiOptions.SectionName} is wrong. Correct: {ranges.FailureMessage}");
        }

        return options.RetryDelay <= options.MaxRetryDelay
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{KpiErrors.RetryDelaysInconsistent}: {KpiOptions.SectionName}:RetryDelay is {options.RetryDelay}, "
                + $"above MaxRetryDelay, {options.MaxRetryDelay}. Lower the first or raise the second.");
    }
}
