using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Heimdall;

/// <summary>Gives range errors their id.</summary>
internal sealed class HeimdallOptionsValidator : IValidateOptions<HeimdallOptions>
{
    private readonly HeimdallOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, HeimdallOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        return ranges.Succeeded
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{HeimdallErrors.OptionOutOfRange}: {HeimdallOptions.SectionName} is wrong. "
                + $"Correct: {ranges.FailureMessage}");
    }
}
