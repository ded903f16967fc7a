using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>Instruments of buyer liquidity. Markets and buyers are no tags: their number has no bound.</summary>
internal sealed class BuyerLiquidityMetrics(ValhallaMeter meter)
{
    private readonly GuardedCounter<long> _feedback = meter.CreateCounter<long>(
        "valhalla.liquidity.feedback", "{event}", "Feedback of buyers, by province and kind.");

    private readonly GuardedCounter<long> _scores = meter.CreateCounter<long>(
        "valhalla.liquidity.scores", "{score}", "Scores asked for, by province, level and whether they were cold.");

    public void Recorded(ProvinceCode province, BuyerFeedbackKind kind)
    {
        if (_feedback.Enabled)
        {
            _feedback.Add(1, new("province", province.Value), new("kind", WireNames.Of(kind)));
        }
    }

    public void Scored(LiquidityScore score)
    {
        if (_scores.Enabled)
        {
            _scores.Add(
                1,
                new("province", score.Province.Value),
                new("level", WireNames.Of(score.Level)),
                new("is_cold", score.IsCold));
        }
    }
}
