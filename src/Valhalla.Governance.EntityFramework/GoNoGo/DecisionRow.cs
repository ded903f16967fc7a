using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.EntityFramework.GoNoGo;

/// <summary>A row of <c>go_no_go_decision</c>. Only <see cref="WrittenAt"/> changes, once.</summary>
internal sealed class DecisionRow
{
    public long Id { get; set; }

    public string Decision { get; set; } = "";

    public string Hash { get; set; } = "";

    public string Outcome { get; set; } = "";

    public DateTimeOffset EvaluatedAt { get; set; }

    public string Actor { get; set; } = "";

    /// <summary>Who it is whatever the name says; null where only the name is known.</summary>
    public string? ActorId { get; set; }

    public string? ClaimedActor { get; set; }

    public string? SourceAddress { get; set; }

    public DateTimeOffset DecidedAt { get; set; }

    public string Justification { get; set; } = "";

    /// <summary>Every criterion with its result, as JSON.</summary>
    public string Criteria { get; set; } = "";

    /// <summary>The signatures, as JSON.</summary>
    public string SignOffs { get; set; } = "";

    public DateTimeOffset NextReviewAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>When a node wrote its file; null while none has.</summary>
    public DateTimeOffset? WrittenAt { get; set; }

    public static DecisionRow Of(GoNoGoDecision decision) => new()
    {
        Id = decision.Id,
        Decision = DecisionRecord.DecisionOf(decision),
        Hash = decision.Hash,
        Outcome = DecisionRecord.OutcomeOf(decision),
        EvaluatedAt = decision.EvaluatedAt.ToUniversalTime(),
        Actor = decision.DecidedBy.Name,
        ActorId = decision.DecidedBy.PersonId,
        ClaimedActor = decision.DecidedBy.ClaimedName,
        SourceAddress = decision.DecidedBy.SourceAddress,
        DecidedAt = decision.DecidedAt.ToUniversalTime(),
        Justification = decision.Justification,
        Criteria = GoNoGoJson.Write(decision.Results),
        SignOffs = GoNoGoJson.Write(decision.SignOffs),
        NextReviewAt = decision.NextReviewAt.ToUniversalTime(),
        ExpiresAt = decision.ExpiresAt?.ToUniversalTime(),
    };

    public GoNoGoDecision ToDecision() => new()
    {
        Id = Id,
        Decision = StoredNames.Read<GoNoGoOutcome>(Decision),
        StoredDecision = StoredNames.Unread<GoNoGoOutcome>(Decision),
        Hash = Hash,
        Outcome = StoredNames.Read<GoNoGoOutcome>(Outcome),
        StoredOutcome = StoredNames.Unread<GoNoGoOutcome>(Outcome),
        EvaluatedAt = EvaluatedAt,
        DecidedBy = ChangeAuthor.AsStored(Actor, ClaimedActor, SourceAddress, ActorId),
        DecidedAt = DecidedAt,
        Justification = Justification,
        Results = GoNoGoJson.ReadResults(Criteria),
        SignOffs = GoNoGoJson.ReadSignOffs(SignOffs, Hash),
        NextReviewAt = NextReviewAt,
        ExpiresAt = ExpiresAt,
    };
}
