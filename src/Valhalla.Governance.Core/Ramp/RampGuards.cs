using System.Globalization;
using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.Ramp;

/// <summary>Judges rollback triggers. Pure.</summary>
internal static class RampGuards
{
    /// <summary>What every trigger sees, in their order.</summary>
    public static IReadOnlyList<RampGuardReading> Judge(
        IReadOnlyList<RampTrigger> triggers, IReadOnlyDictionary<SignalName, Evidence> evidence, DateTimeOffset now) =>
        [.. triggers.Select(trigger => Judge(trigger, evidence.GetValueOrDefault(trigger.Signal), now))];

    private static RampGuardReading Judge(RampTrigger trigger, Evidence? evidence, DateTimeOffset now)
    {
        var verdict = SignalRules.Judge(evidence, trigger.Comparison, trigger.Threshold, trigger.MaxAge, now);
        return verdict switch
        {
            SignalVerdict.Holds => new(
                trigger, RampGuardStatus.Firing, evidence, Compared(trigger, evidence!, trigger.Threshold)),
            SignalVerdict.DoesNotHold => Hold(trigger, evidence!, now),
            _ => new(
                trigger,
                trigger.IsRequired ? RampGuardStatus.Blind : RampGuardStatus.Clear,
                evidence,
                WithoutValue(trigger, evidence, verdict)),
        };
    }

    private static RampGuardReading Hold(RampTrigger trigger, Evidence evidence, DateTimeOffset now)
    {
        var holds = trigger.HoldThreshold is { } threshold
            && SignalRules.Judge(evidence, trigger.Comparison, threshold, trigger.MaxAge, now) == SignalVerdict.Holds;
        return holds
            ? new(
                trigger, RampGuardStatus.Holding, evidence, Compared(trigger, evidence, trigger.HoldThreshold!.Value))
            : new(trigger, RampGuardStatus.Clear, evidence, $"{trigger.Signal} is {evidence.Value}");
    }

    private static string Compared(RampTrigger trigger, Evidence evidence, EvidenceValue threshold)
    {
        var comparison = WireNames.Of(trigger.Comparison).Replace('_', ' ');
        return trigger.Comparison is SignalComparison.Is or SignalComparison.IsNot
            ? $"{trigger.Signal} is {evidence.Value}"
            : $"{trigger.Signal} is {evidence.Value}, {comparison} {threshold}";
    }

    private static string WithoutValue(RampTrigger trigger, Evidence? evidence, SignalVerdict verdict) =>
        verdict switch
        {
            SignalVerdict.Missing => $"{trigger.Signal} was never observed",
            SignalVerdict.Stale => string.Create(
                CultureInfo.InvariantCulture,
                $"{trigger.Signal} was observed at {evidence!.ObservedAt:u}, not within {trigger.MaxAge:c}"),
            _ => $"{trigger.Signal} is '{evidence!.Value}', which cannot be compared with {trigger.Threshold}",
        };
}
