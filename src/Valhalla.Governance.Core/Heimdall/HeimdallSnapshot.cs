namespace Valhalla.Governance;

/// <summary>One domain's policy with the trials of its window, for the promoted model version.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Scorecard">The trials.</param>
/// <param name="PromotionBlockers">Why a promotion would be refused now; empty when it would succeed.</param>
public sealed record HeimdallSnapshot(
    HeimdallPolicy Policy, HeimdallScorecard Scorecard, IReadOnlyList<HeimdallReason> PromotionBlockers)
{
    /// <summary>Why a promotion would be refused now; empty when it would succeed.</summary>
    public IReadOnlyList<HeimdallReason> PromotionBlockers
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(PromotionBlockers);
}
