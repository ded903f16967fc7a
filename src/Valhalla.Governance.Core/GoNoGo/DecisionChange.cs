using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.GoNoGo;

/// <summary>What a decision writes: itself, the influence row, and their audit records. Pure.</summary>
internal static class DecisionChange
{
    /// <param name="state">The board under the lock, asked about the hash, with nothing that refuses.</param>
    /// <param name="request">What is decided.</param>
    /// <param name="options">The lifetimes.</param>
    /// <param name="now">The store's clock.</param>
    public static (GoNoGoDecision Decision, GoNoGoChange Change) Of(
        GoNoGoState state, GoNoGoDecisionRequest request, GoNoGoOptions options, DateTimeOffset now)
    {
        var isGo = request.Decision == GoNoGoOutcome.Go;
        DateTimeOffset? expiresAt = isGo ? now + options.DecisionLifetime : null;
        var decision = new GoNoGoDecision
        {
            Id = state.LastDecisionId + 1,
            Decision = request.Decision,
            Hash = request.Hash,
            Outcome = state.Asked!.Outcome,
            StoredOutcome = state.Asked.StoredOutcome,
            EvaluatedAt = state.Asked.EvaluatedAt,
            DecidedBy = request.Author,
            DecidedAt = now,
            Justification = request.Justification,
            Results = state.Asked.Results,
            SignOffs = [.. SignOffRules.Live(state, now)],
            NextReviewAt = Microseconds(request.NextReviewAt ?? expiresAt ?? now + options.NoGoReviewAfter),
            ExpiresAt = expiresAt,
        };
        var influence = isGo
            ? InfluenceRules.Arm(state.Influence, decision.Id, expiresAt!.Value, request.Author, now)
            : Disarm(state.Influence, decision, now);
        var change = new GoNoGoChange
        {
            Decision = decision,
            Influence = influence?.State,
            Audit = influence is null
                ? [GoNoGoAudit.Of(decision)]
                : [GoNoGoAudit.Of(decision), influence.Audit],
        };
        return (decision, change);
    }

    private static InfluenceChange? Disarm(InfluenceState influence, GoNoGoDecision decision, DateTimeOffset now) =>
        influence.DecisionId is null
            ? null
            : InfluenceRules.Disarm(influence, $"NO-GO decision {decision.Id}", decision.DecidedBy, now);

    private static DateTimeOffset Microseconds(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
