namespace Valhalla.Governance;

/// <summary>The judgement of a recommendation.</summary>
/// <param name="RecommendationId">Its id; 0 when the idempotency key was refused and nothing was stored.</param>
/// <param name="ProdEligible">Whether it may be used in production.</param>
/// <param name="Reasons">Every reason against it; empty when eligible.</param>
/// <param name="Scorecard">The trials it was judged on; null without a policy.</param>
/// <param name="Idempotency">What the idempotency key meant.</param>
public sealed record RecommendResult(
    long RecommendationId,
    bool ProdEligible,
    IReadOnlyList<HeimdallReason> Reasons,
    HeimdallScorecard? Scorecard,
    IdempotencyStatus Idempotency = IdempotencyStatus.Fresh)
{
    /// <summary>Every reason against it; empty when eligible.</summary>
    public IReadOnlyList<HeimdallReason> Reasons
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Reasons);
}
