using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Runbook;

/// <summary>Gives range errors their id.</summary>
internal sealed class RunbookOptionsValidator : IValidateOptions<RunbookOptions>
{
    private readonly RunbookOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, RunbookOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        return ranges.Failed
            ? ValidateOptionsResult.Fail(
                $"{RunbookErrors.OptionOutOfRange}: {RunbookOptions.SectionName} is wrong. "
                + $"Correct: {ranges.FailureMessage}")
            : ValidateOptionsResult.Success;
    }
}
