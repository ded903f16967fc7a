using Valhalla.Governance;

namespace Snippets;

internal static class LiquiditySnippets
{
    public static async Task<LiquidityScore> ScoreAsync(IBuyerLiquidity liquidity, CancellationToken cancellationToken)
    {
        #region liquidity-score
        var (ontario, toronto) = (new ProvinceCode("ON"), new MarketName("TORONTO"));
        foreach (var (kind, buyers) in new[]
        {
            (BuyerFeedbackKind.Contacted, 60), (BuyerFeedbackKind.Responded, 42), (BuyerFeedbackKind.Closed, 12),
        })
        {
            for (var buyer = 1; buyer <= buyers; buyer++)
            {
                await liquidity.RecordFeedbackAsync(
                    new BuyerFeedbackRequest(ontario, toronto, kind) { BuyerId = $"buyer-{buyer}", Actor = "va1" },
                    cancellationToken);
            }
        }

        var score = await liquidity.GetScoreAsync(ontario, toronto, cancellationToken: cancellationToken);
        Console.WriteLine(score.IsCold ? "market too cold" : $"offer: {score.Score:F1} by {score.Level}");
        #endregion
        return score;
    }
}
