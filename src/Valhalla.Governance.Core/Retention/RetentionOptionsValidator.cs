using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Retention;

/// <summary>Gives range errors their id.</summary>
internal sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    private readonly RetentionOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        return ranges.Failed
            ? ValidateOptionsResult.Fail(
                $"{RetentionErrors.OptionOutOfRange}: {RetentionOptions.SectionName} is wrong. Correct: "
                + ranges.FailureMessage)
            : ValidateOptionsResult.Success;
    }
}
