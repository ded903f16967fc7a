using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Risk;

/// <summary>Gives range errors their id, and checks what a range cannot say.</summary>
internal sealed class RiskOptionsValidator : IValidateOptions<RiskOptions>
{
    private readonly RiskOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, RiskOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        if (ranges.Failed)
        {
            return ValidateOptionsResult.Fail(
                $"{RiskErrors.OptionOutOfRange}: {RiskOptions.SectionName} is wrong. Correct: {ranges.FailureMessage}");
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{RiskErrors.UnknownTimeZone}: {RiskOptions.SectionName}:TimeZone '{options.TimeZone}' is not a "
                + "known time zone. Set it to an IANA id such as 'UTC' or 'America/Toronto', and make sure that the "
                + "system's time-zone data is installed (Debian: package tzdata).");
    }
}
