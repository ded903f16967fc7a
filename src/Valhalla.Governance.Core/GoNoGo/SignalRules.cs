namespace Valhalla.Governance.GoNoGo;

/// <summary>Compares evidence with thresholds. Pure; criteria and rollback triggers both go through here.</summary>
internal static class SignalRules
{
    /// <summary>How far the clock of an observer may run ahead before its evidence is not believed.</summary>
    public static readonly TimeSpan MaxClockLead = TimeSpan.FromMinutes(1);

    /// <summary>Judges the newest observation of a signal.</summary>
    /// <param name="evidence">The newest observation, or null.</param>
    /// <param name="comparison">How to compare.</param>
    /// <param name="threshold">With what.</param>
    /// <param name="maxAge">How old the observation may be.</param>
    /// <param name="now">The time to judge by.</param>
    public static SignalVerdict Judge(
        Evidence? evidence,
        SignalComparison comparison,
        EvidenceValue threshold,
        TimeSpan maxAge,
        DateTimeOffset now)
    {
        if (evidence is null)
        {
            return SignalVerdict.Missing;
        }

        var age = now - evidence.ObservedAt;
        if (age > maxAge || age < -MaxClockLead)
        {
            return SignalVerdict.Stale;
        }

        return Compare(evidence.Value, comparison, threshold) switch
        {
            true => SignalVerdict.Holds,
            false => SignalVerdict.DoesNotHold,
            null => SignalVerdict.WrongKind,
        };
    }

    /// <summary>Whether a comparison can be made with values of a kind.</summary>
    public static bool Fits(SignalComparison comparison, EvidenceKind kind) =>
        IsNumeric(comparison) == (kind == EvidenceKind.Number);

    private static bool? Compare(EvidenceValue value, SignalComparison comparison, EvidenceValue threshold)
    {
        if (value.Kind != threshold.Kind || !Fits(comparison, value.Kind))
        {
            return null;
        }

        return comparison switch
        {
            SignalComparison.AtLeast => value.Number >= threshold.Number,
            SignalComparison.Above => value.Number > threshold.Number,
            SignalComparison.AtMost => value.Number <= threshold.Number,
            SignalComparison.Below => value.Number < threshold.Number,
            SignalComparison.Is => string.Equals(value.Text, threshold.Text, StringComparison.OrdinalIgnoreCase),
            _ => !string.Equals(value.Text, threshold.Text, StringComparison.OrdinalIgnoreCase),
        };
    }

    private static bool IsNumeric(SignalComparison comparison) => comparison <= SignalComparison.Below;
}
