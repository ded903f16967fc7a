using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Integrity;

/// <summary>Gives range errors their id.</summary>
internal sealed class IntegrityOptionsValidator : IValidateOptions<IntegrityOptions>
{
    private readonly IntegrityOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, IntegrityOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        return ranges.Failed
            ? ValidateOptionsResult.Fail(
                $"{IntegrityErrors.OptionOutOfRange}: {IntegrityOptions.SectionName} is wrong. "
                + $"Correct: {ranges.FailureMessage}")
            : ValidateOptionsResult.Success;
    }
}
