namespace Valhalla.Governance.Heimdall;

/// <summary>A stored recommendation.</summary>
internal sealed record HeimdallRecommendation
{
    /// <summary>0 before it is stored.</summary>
    public long Id { get; init; }

    public required DomainName Domain { get; init; }

    /// <summary>Empty when the caller gave none, so that it can be part of keys.</summary>
    public required string ModelVersion { get; init; }

    public required double Confidence { get; init; }

    public required string RecommendationJson { get; init; }

    public string? EvidenceJson { get; init; }

    public required string Actor { get; init; }

    public string? CorrelationId { get; init; }

    public required bool ProdEligible { get; init; }

    /// <summary>The reasons in wire form, separated by commas; empty when eligible.</summary>
    public required string Reasons { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a missing outcome becomes a failure.</summary>
    public required DateTimeOffset OutcomeDueAt { get; init; }

    public bool? Success { get; init; }

    public DateTimeOffset? OutcomeAt { get; init; }

    /// <summary>The outcome is a failure because none came by the deadline.</summary>
    public bool IsOverdue { get; init; }
}
