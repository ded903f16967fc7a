using System.Globalization;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Judges criteria by evidence. Pure.</summary>
internal static class GoNoGoRules
{
    /// <summary>Judges every criterion.</summary>
    /// <param name="criteria">The board.</param>
    /// <param name="evidence">The newest observation of every signal.</param>
    /// <param name="now">The time to judge by.</param>
    public static EvaluationOutcome Evaluate(
        IReadOnlyList<Criterion> criteria,
        IReadOnlyDictionary<SignalName, Evidence> evidence,
        DateTimeOffset now)
    {
        var results = new List<CriterionResult>(criteria.Count);
        foreach (var criterion in criteria)
        {
            results.Add(Judge(criterion, evidence.GetValueOrDefault(criterion.Signal), now));
        }

        // A board without criteria has nothing to say, and that is no GO.
        var isGo = results.Count > 0 && results.TrueForAll(static r => !r.IsNoGo);
        return new EvaluationOutcome(
            isGo ? GoNoGoOutcome.Go : GoNoGoOutcome.NoGo, results, GoNoGoHash.Of(results));
    }

    private static CriterionResult Judge(Criterion criterion, Evidence? evidence, DateTimeOffset now)
    {
        var verdict = SignalRules.Judge(evidence, criterion.Comparison, criterion.Threshold, criterion.MaxAge, now);
        var (status, reason) = verdict switch
        {
            SignalVerdict.Holds => Passed(criterion, evidence!, now),
            SignalVerdict.DoesNotHold => Failed(criterion, evidence!),
            SignalVerdict.Missing => (CriterionStatus.Missing, $"Nobody has observed {criterion.Signal}."),
            SignalVerdict.Stale => (CriterionStatus.Missing, Stale(criterion, evidence!, now)),
            _ => (CriterionStatus.Missing, WrongKind(criterion, evidence!)),
        };
        return new CriterionResult(criterion, status, evidence, reason);
    }

    private static (CriterionStatus Status, string Reason) Passed(
        Criterion criterion, Evidence evidence, DateTimeOffset now)
    {
        var clears = criterion.WarnThreshold is not { } warn
            || SignalRules.Judge(evidence, criterion.Comparison, warn, criterion.MaxAge, now) == SignalVerdict.Holds;
        return clears
            ? (CriterionStatus.Pass, Sentence(criterion, evidence, criterion.Threshold))
            : (CriterionStatus.Warn, $"It holds near its limit: {evidence.Value}, limit {criterion.Threshold}.");
    }

    private static (CriterionStatus Status, string Reason) Failed(Criterion criterion, Evidence evidence)
    {
        var sentence = Sentence(criterion, evidence, criterion.Threshold);
        if (criterion.Explainable && !string.IsNullOrWhiteSpace(evidence.Detail))
        {
            return (CriterionStatus.Warn, sentence + " It is explained.");
        }

        return criterion.Required || criterion.Critical
            ? (CriterionStatus.Fail, sentence)
            : (CriterionStatus.Warn, sentence + " It is not required.");
    }

    private static string Sentence(Criterion criterion, Evidence evidence, EvidenceValue threshold) =>
        $"{criterion.Signal} is {evidence.Value}, needed: {Words(criterion.Comparison)} {threshold}.";

    private static string Stale(Criterion criterion, Evidence evidence, DateTimeOffset now)
    {
        var age = now - evidence.ObservedAt;
        return age < TimeSpan.Zero
            ? $"{criterion.Signal} was observed at {Time(evidence.ObservedAt)}, which is in the future."
            : $"{criterion.Signal} was observed {Span(age)} ago, at most {Span(criterion.MaxAge)} is allowed.";
    }

    private static string WrongKind(Criterion criterion, Evidence evidence) =>
        $"{criterion.Signal} is a {WireNames.Of(evidence.Value.Kind)}, "
        + $"a {WireNames.Of(criterion.Threshold.Kind)} is needed.";

    private static string Words(SignalComparison comparison) => comparison switch
    {
        SignalComparison.AtLeast => "at least",
        SignalComparison.Above => "above",
        SignalComparison.AtMost => "at most",
        SignalComparison.Below => "below",
        SignalComparison.Is => "exactly",
        _ => "not",
    };

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) =>
        TimeSpan.FromSeconds(Math.Ceiling(span.TotalSeconds)).ToString("c", CultureInfo.InvariantCulture);
}
