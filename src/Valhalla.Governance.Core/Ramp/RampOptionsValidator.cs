using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Ramp;

/// <summary>Gives range errors their id, and checks what a range cannot say.</summary>
internal sealed class RampOptionsValidator : IValidateOptions<RampOptions>
{
    private readonly RampOptionsRangeValidator _ranges = new();
    private readonly RampTriggerOptionsRangeValidator _triggerRanges = new();

    public ValidateOptionsResult Validate(string? name, RampOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        if (ranges.Failed)
        {
            return Fail(
                RampErrors.OptionOutOfRange,
                $"{RampOptions.SectionName} is wrong. Correct: {ranges.FailureMessage}");
        }

        if (!AreRising(options.StepPercents))
        {
            return Fail(
                RampErrors.StepsNotRising,
                $"{RampOptions.SectionName}:StepPercents must rise from above 0 to at most 100, with at most two "
                + "decimals. Correct the list, such as 1, 10, 25, 50, 100.");
        }

        foreach (var (id, trigger) in options.Triggers)
        {
            if (Check(id, trigger) is { } failure)
            {
                return failure;
            }
        }

        return ValidateOptionsResult.Success;
    }

    private ValidateOptionsResult? Check(string id, RampTriggerOptions trigger)
    {
        if (RampTriggers.Defaults.FirstOrDefault(known => known.Id == id) is not { } known)
        {
            return Fail(
                RampErrors.UnknownTrigger,
                $"{RampOptions.SectionName}:Triggers:{id} is no trigger. Use one of "
                + $"{string.Join(", ", RampTriggers.Defaults.Select(t => t.Id))}.");
        }

        if (known.Threshold.Kind != EvidenceKind.Number && (trigger.Threshold ?? trigger.HoldThreshold) is not null)
        {
            return Fail(
                RampErrors.ThresholdDoesNotFit,
                $"{RampOptions.SectionName}:Triggers:{id} reads a flag: remove its Threshold and HoldThreshold.");
        }

        var ranges = _triggerRanges.Validate(null, trigger);
        return ranges.Failed
            ? Fail(
                RampErrors.OptionOutOfRange,
                $"{RampOptions.SectionName}:Triggers:{id} is wrong. Correct: {ranges.FailureMessage}")
            : null;
    }

    private static bool AreRising(IList<decimal> steps)
    {
        var before = 0m;
        foreach (var step in steps)
        {
            if (step <= before || step > 100 || step * 100 != decimal.Truncate(step * 100))
            {
                return false;
            }

            before = step;
        }

        return true;
    }

    private static ValidateOptionsResult Fail(string id, string message) =>
        ValidateOptionsResult.Fail($"{id}: {message}");
}
