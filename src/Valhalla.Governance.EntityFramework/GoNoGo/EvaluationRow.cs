using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.EntityFramework.GoNoGo;

/// <summary>A row of <c>go_no_go_evaluation</c>.</summary>
internal sealed class EvaluationRow
{
    public long Id { get; set; }

    public string Hash { get; set; } = "";

    public string Outcome { get; set; } = "";

    public DateTimeOffset EvaluatedAt { get; set; }

    public DateTimeOffset ValidUntil { get; set; }

    public string Actor { get; set; } = "";

    /// <summary>Who it is whatever the name says; null where only the name is known.</summary>
    public string? ActorId { get; set; }

    public string? ClaimedActor { get; set; }

    public string? SourceAddress { get; set; }

    /// <summary>Every criterion with its result, as JSON.</summary>
    public string Criteria { get; set; } = "";

    public static EvaluationRow Of(GoNoGoEvaluation evaluation) => new()
    {
        Id = evaluation.Id,
        Hash = evaluation.Hash,
        Outcome = WireNames.CapitalsOf(evaluation.Outcome),
        EvaluatedAt = evaluation.EvaluatedAt.ToUniversalTime(),
        ValidUntil = evaluation.ValidUntil.ToUniversalTime(),
        Actor = evaluation.EvaluatedBy.Name,
        ActorId = evaluation.EvaluatedBy.PersonId,
        ClaimedActor = evaluation.EvaluatedBy.ClaimedName,
        SourceAddress = evaluation.EvaluatedBy.SourceAddress,
        Criteria = GoNoGoJson.Write(evaluation.Results),
    };

    public GoNoGoEvaluation ToEvaluation() => new()
    {
        Id = Id,
        Hash = Hash,
        Outcome = StoredNames.Read<GoNoGoOutcome>(Outcome),
        StoredOutcome = StoredNames.Unread<GoNoGoOutcome>(Outcome),
        EvaluatedAt = EvaluatedAt,
        ValidUntil = ValidUntil,
        EvaluatedBy = ChangeAuthor.AsStored(Actor, ClaimedActor, SourceAddress, ActorId),
        Results = GoNoGoJson.ReadResults(Criteria),
    };
}
