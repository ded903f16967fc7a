using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>Checks the cadence.</summary>
internal sealed class FollowUpOptionsValidator : IValidateOptions<FollowUpOptions>
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(366);

    public ValidateOptionsResult Validate(string? name, FollowUpOptions options)
    {
        var delays = options.EffectiveStepDelays;
        var valid = delays.Count == FollowUpRules.Steps
            && delays[0] >= TimeSpan.Zero
            && delays[^1] <= MaxDelay
            && Enumerable.Range(1, delays.Count - 1).All(i => delays[i] > delays[i - 1]);
        return valid
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{FollowUpErrors.InvalidStepDelays}: {FollowUpOptions.SectionName}:StepDelays is wrong. Give exactly "
                + "six delays, each above the one before, from 0 to 366 days, such as 00:00:00, 04:00:00, 1.00:00:00, "
                + "2.00:00:00, 4.00:00:00, 7.00:00:00.");
    }
}
