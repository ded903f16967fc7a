using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Drill;

/// <summary>Gives range errors their id.</summary>
internal sealed class KillSwitchDrillOptionsValidator : IValidateOptions<KillSwitchDrillOptions>
{
    private readonly KillSwitchDrillOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, KillSwitchDrillOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        return ranges.Failed
            ? ValidateOptionsResult.Fail(
                $"{DrillErrors.OptionOutOfRange}: {KillSwitchDrillOptions.SectionName} is wrong. "
                + $"Correct: {ranges.FailureMessage}")
            : ValidateOptionsResult.Success;
    }
}
