namespace Valhalla.Governance;

/// <summary>The outcome of a promotion or a demotion.</summary>
/// <param name="Ok">Whether production use is now as asked for.</param>
/// <param name="Reasons">Why a promotion was refused.</param>
/// <param name="Policy">The policy after the call; null when the domain has none.</param>
/// <param name="Scorecard">The trials it was judged on; null without a policy and for demotions.</param>
public sealed record PromotionResult(
    bool Ok, IReadOnlyList<HeimdallReason> Reasons, HeimdallPolicy? Policy, HeimdallScorecard? Scorecard)
{
    /// <summary>Why a promotion was refused.</summary>
    public IReadOnlyList<HeimdallReason> Reasons
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Reasons);
}
