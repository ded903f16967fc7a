using System.Globalization;

namespace Valhalla.Governance.Ramp;

/// <summary>When the influence may rise. Pure.</summary>
internal static class RampRules
{
    public const string DecisionRequired = "decision_required";
    public const string DecisionExpired = "decision_expired";
    public const string KillSwitchEngaged = "kill_switch_engaged";
    public const string GoLiveDisabled = "go_live_disabled";
    public const string AtFullInfluence = "at_full_influence";
    public const string StepTooLarge = "step_too_large";
    public const string DwellNotReached = "dwell_not_reached";
    public const string TooFewEvents = "too_few_events";
    public const string SampleRatioMismatch = "sample_ratio_mismatch";
    public const string GuardPrefix = "guard.";

    /// <summary>What stands against raising the influence; empty when nothing does.</summary>
    /// <param name="reading">What is known.</param>
    /// <param name="target">The influence asked for, in basis points; null at the top.</param>
    /// <param name="next">The next step, in basis points; null at the top.</param>
    /// <param name="options">Dwell, events, threshold.</param>
    /// <param name="now">The store's clock.</param>
    public static IReadOnlyList<RampHold> Holds(
        RampReading reading, int? target, int? next, RampOptions options, DateTimeOffset now) =>
    [
        .. Forbidden(reading, now),
        .. Size(target, next),
        .. Patience(reading, options, now),
    ];

    /// <summary>What no override passes over: the kill switch, the decision, a firing or blind guard.</summary>
    public static IEnumerable<RampHold> Forbidden(RampReading reading, DateTimeOffset now)
    {
        if (reading.Gate.KillSwitchEngaged)
        {
            yield return new(KillSwitchEngaged, "The kill switch is engaged. Release it, and decide anew.");
        }

        if (reading is { IsEnforced: true, Gate.GoLiveEnabled: false })
        {
            yield return new(GoLiveDisabled, "Go-live is off. Enable it first.");
        }

        if (reading.Influence.DecisionId is not { } decision)
        {
            yield return new(
                DecisionRequired,
                "No GO decision is in force: each return to 0 ends it. Evaluate, sign off and decide.");
        }
        else if (reading.Influence.DecisionExpiresAt is { } expiresAt && now >= expiresAt)
        {
            yield return new(
                DecisionExpired,
                string.Create(
                    CultureInfo.InvariantCulture, $"GO decision {decision} ended at {expiresAt:u}. Decide anew."));
        }

        foreach (var guard in reading.Guards)
        {
            if (guard.Status != RampGuardStatus.Clear)
            {
                yield return new(GuardPrefix + guard.Trigger.Id, guard.Detail + ".");
            }
        }
    }

    private static IEnumerable<RampHold> Size(int? target, int? next)
    {
        if (next is null || target is null)
        {
            yield return new(AtFullInfluence, "The influence is at the last step.");
        }
        else if (target > next)
        {
            yield return new(
                StepTooLarge,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The next step is {next / 100m} %. Take it, or override with a reason."));
        }
    }

    private static IEnumerable<RampHold> Patience(RampReading reading, RampOptions options, DateTimeOffset now)
    {
        var dwelt = reading.DwellsSince is { } since ? now - since : TimeSpan.Zero;
        if (dwelt < options.Dwell)
        {
            yield return new(
                DwellNotReached,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The influence has been at this step for {dwelt:c} of {options.Dwell:c}. Wait."));
        }

        if (reading.Sample.Events < options.MinEvents)
        {
            yield return new(
                TooFewEvents,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{reading.Sample.Events} of {options.MinEvents} observations at this step. Record more."));
        }

        if (reading.Ratio.PValue < options.SampleRatioThreshold)
        {
            yield return new(
                SampleRatioMismatch,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Live and shadow units do not stand in the ratio asked for (p = {reading.Ratio.PValue:g3}).")
                    + " Find out which observations are missing.");
        }
    }
}
