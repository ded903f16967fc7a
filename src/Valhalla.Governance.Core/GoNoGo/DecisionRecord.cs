namespace Valhalla.Governance.GoNoGo;

/// <summary>A decision as it is written to its file.</summary>
internal sealed record DecisionRecord(
    long Id,
    string Decision,
    DateTimeOffset DecidedAt,
    string DecidedBy,
    string? ClaimedBy,
    string? SourceAddress,
    string? DecidedById,
    string Justification,
    DateTimeOffset NextReviewAt,
    DateTimeOffset? ExpiresAt,
    string Hash,
    string Outcome,
    DateTimeOffset EvaluatedAt,
    IReadOnlyList<SignOffRecord> SignOffs,
    IReadOnlyList<CriterionRecord> Criteria)
{
    public static DecisionRecord Of(GoNoGoDecision decision) => new(
        decision.Id,
        DecisionOf(decision),
        decision.DecidedAt.ToUniversalTime(),
        decision.DecidedBy.Name,
        decision.DecidedBy.ClaimedName,
        decision.DecidedBy.SourceAddress,
        decision.DecidedBy.PersonId,
        decision.Justification,
        decision.NextReviewAt.ToUniversalTime(),
        decision.ExpiresAt?.ToUniversalTime(),
        decision.Hash,
        OutcomeOf(decision),
        decision.EvaluatedAt.ToUniversalTime(),
        [.. decision.SignOffs.Select(SignOffRecord.Of)],
        [.. decision.Results.Select(CriterionRecord.Of)]);

    /// <summary>The decision in capitals, also one that only a newer build knows.</summary>
    public static string DecisionOf(GoNoGoDecision decision) =>
        decision.StoredDecision ?? WireNames.CapitalsOf(decision.Decision);

    /// <summary>The same of what the evaluation had found.</summary>
    public static string OutcomeOf(GoNoGoDecision decision) =>
        decision.StoredOutcome ?? WireNames.CapitalsOf(decision.Outcome);
}
