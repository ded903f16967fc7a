using Valhalla.Governance;

namespace Snippets;

internal static class HeimdallSnippets
{
    public static async Task RecommendAsync(
        IHeimdallCharter heimdall, Func<Task<bool>> useInProduction, CancellationToken cancellationToken)
    {
        #region heimdall-recommend
        var judged = await heimdall.RecommendAsync(
            new RecommendRequest(new DomainName("WHOLESALE_OFFER"), Confidence: 0.95, """{"price":1500}""")
            {
                ModelVersion = "v2.1",
                Actor = "offer_model",
            },
            cancellationToken);
        if (!judged.ProdEligible)
        {
            Console.WriteLine(string.Join(", ", judged.Reasons));
            return;
        }

        var success = await useInProduction();
        await heimdall.RecordOutcomeAsync(judged.RecommendationId, success, "offer_sender", CancellationToken.None);
        #endregion
    }

    public static async Task PromoteAsync(IHeimdallCharter heimdall, CancellationToken cancellationToken)
    {
        #region heimdall-promote
        var promotion = await heimdall.PromoteAsync(
            new DomainName("WHOLESALE_OFFER"), "v2.1", new ChangeAuthor("ann"), "50 good trials", cancellationToken);
        Console.WriteLine(promotion.Ok ? "Promoted." : string.Join(", ", promotion.Reasons));
        #endregion
    }
}
