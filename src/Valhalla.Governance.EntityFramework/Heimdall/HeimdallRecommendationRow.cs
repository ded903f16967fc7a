using Valhalla.Governance.Heimdall;

namespace Valhalla.Governance.EntityFramework.Heimdall;

/// <summary>A row of <c>heimdall_recommendation</c>.</summary>
internal sealed class HeimdallRecommendationRow
{
    public long Id { get; set; }

    public string Domain { get; set; } = "";

    public string ModelVersion { get; set; } = "";

    public double Confidence { get; set; }

    public string Recommendation { get; set; } = "";

    public string? Evidence { get; set; }

    public string Actor { get; set; } = "";

    public string? CorrelationId { get; set; }

    public bool ProdEligible { get; set; }

    public string Reasons { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset OutcomeDueAt { get; set; }

    public bool? Success { get; set; }

    public DateTimeOffset? OutcomeAt { get; set; }

    public bool IsOverdue { get; set; }

    public static HeimdallRecommendationRow Of(HeimdallRecommendation recommendation) => new()
    {
        Domain = recommendation.Domain.Value,
        ModelVersion = recommendation.ModelVersion,
        Confidence = recommendation.Confidence,
        Recommendation = recommendation.RecommendationJson,
        Evidence = recommendation.EvidenceJson,
        Actor = recommendation.Actor,
        CorrelationId = recommendation.CorrelationId,
        ProdEligible = recommendation.ProdEligible,
        Reasons = recommendation.Reasons,
        CreatedAt = recommendation.CreatedAt.ToUniversalTime(),
        OutcomeDueAt = recommendation.OutcomeDueAt.ToUniversalTime(),
        Success = recommendation.Success,
        OutcomeAt = recommendation.OutcomeAt?.ToUniversalTime(),
        IsOverdue = recommendation.IsOverdue,
    };

    public HeimdallRecommendation ToRecommendation() => new()
    {
        Id = Id,
        Domain = new DomainName(Domain),
        ModelVersion = ModelVersion,
        Confidence = Confidence,
        RecommendationJson = Recommendation,
        EvidenceJson = Evidence,
        Actor = Actor,
        CorrelationId = CorrelationId,
        ProdEligible = ProdEligible,
        Reasons = Reasons,
        CreatedAt = CreatedAt,
        OutcomeDueAt = OutcomeDueAt,
        Success = Success,
        OutcomeAt = OutcomeAt,
        IsOverdue = IsOverdue,
    };
}
