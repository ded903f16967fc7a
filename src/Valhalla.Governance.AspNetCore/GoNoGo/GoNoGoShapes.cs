using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>Domain values of the board in the shapes of the wire.</summary>
internal static class GoNoGoShapes
{
    public static CriterionBody Of(Criterion criterion) => new()
    {
        Id = criterion.Id,
        Kind = WireNames.CapitalsOf(criterion.Kind),
        Group = WireNames.Of(criterion.Group),
        Title = criterion.Title,
        Signal = criterion.Signal.Value,
        Comparison = WireNames.Of(criterion.Comparison),
        Threshold = criterion.Threshold,
        WarnThreshold = criterion.WarnThreshold,
        MaxAgeSeconds = criterion.MaxAge.TotalSeconds,
        Critical = criterion.Critical,
        Required = criterion.Required,
        Explainable = criterion.Explainable,
    };

    public static CriterionResultBody Of(CriterionResult result)
    {
        var criterion = result.Criterion;
        return new CriterionResultBody
        {
            Id = criterion.Id,
            Kind = WireNames.CapitalsOf(criterion.Kind),
            Group = WireNames.Of(criterion.Group),
            Title = criterion.Title,
            Signal = criterion.Signal.Value,
            Comparison = WireNames.Of(criterion.Comparison),
            Threshold = criterion.Threshold,
            WarnThreshold = criterion.WarnThreshold,
            MaxAgeSeconds = criterion.MaxAge.TotalSeconds,
            Critical = criterion.Critical,
            Required = criterion.Required,
            Explainable = criterion.Explainable,
            Status = WireNames.CapitalsOf(result.Status),
            Reason = result.Reason,
            Value = result.Evidence?.Value,
            ObservedAt = result.Evidence?.ObservedAt,
            Source = result.Evidence?.Source,
            Detail = result.Evidence?.Detail,
        };
    }

    public static EvidenceBody Of(Evidence evidence) => new()
    {
        Signal = evidence.Signal.Value,
        Value = evidence.Value,
        ObservedAt = evidence.ObservedAt,
        Source = evidence.Source,
        Detail = evidence.Detail,
    };

    public static SignOffBody Of(SignOff signOff) => new()
    {
        Role = WireNames.CapitalsOf(signOff.Role),
        Person = signOff.Author.Name,
        SignedAt = signOff.SignedAt,
        ExpiresAt = signOff.ExpiresAt,
        Comment = signOff.Comment,
    };

    public static EvaluationBody Of(GoNoGoEvaluation evaluation) => new()
    {
        Outcome = WireNames.CapitalsOf(evaluation.Outcome),
        Hash = evaluation.Hash,
        EvaluatedAt = evaluation.EvaluatedAt,
        ValidUntil = evaluation.ValidUntil,
        EvaluatedBy = evaluation.EvaluatedBy.Name,
        Criteria =
        [
            .. evaluation.Results.Where(static r => r.Criterion.Kind == CriterionKind.Go)
                .Append(OnCallAckRules.Judge(evaluation.SignOffs))
                .Select(Of),
        ],
        NoGoRules = [.. evaluation.Results.Where(static r => r.Criterion.Kind == CriterionKind.NoGo).Select(Of)],
        SignOffs = [.. evaluation.SignOffs.Select(Of)],
        MissingRoles = Names(evaluation.MissingRoles),
        Failing = [.. evaluation.Failing],
    };

    public static DecisionBody Of(GoNoGoDecision decision, bool withCriteria) => new()
    {
        Id = decision.Id,
        Decision = WireNames.CapitalsOf(decision.Decision),
        Hash = decision.Hash,
        Outcome = WireNames.CapitalsOf(decision.Outcome),
        EvaluatedAt = decision.EvaluatedAt,
        DecidedAt = decision.DecidedAt,
        DecidedBy = decision.DecidedBy.Name,
        Justification = decision.Justification,
        NextReviewAt = decision.NextReviewAt,
        ExpiresAt = decision.ExpiresAt,
        Failing = [.. decision.Results.Where(static r => r.IsNoGo).Select(static r => r.Criterion.Id)],
        SignOffs = [.. decision.SignOffs.Select(Of)],
        Criteria = withCriteria ? [.. decision.Results.Select(Of)] : null,
    };

    public static IReadOnlyList<string> Names(IEnumerable<SignOffRole> roles) =>
        [.. roles.Select(WireNames.CapitalsOf)];
}
