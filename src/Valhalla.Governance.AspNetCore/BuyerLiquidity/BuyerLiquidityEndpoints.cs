using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.BuyerLiquidity;

/// <summary>The endpoints of buyer liquidity.</summary>
internal static class BuyerLiquidityEndpoints
{
    private const string Tag = "Buyer liquidity";
    private const string Base = "buyers/liquidity/";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "nodes", Name = "ListLiquidityNodes", Tag = Tag,
            Summary = "Lists the markets with how buyers respond and close.",
            Description = "By province, market and property type. The averages are over all that match, on this page "
                + "or not. Counts decay with a half-life of 30 days.",
            Handler = BuyerLiquidityHandlers.ListNodesAsync, Response = typeof(LiquidityNodesBody),
            Parameters = Parameters.Of<IBuyerLiquidityParameters>(nameof(IBuyerLiquidityParameters.Nodes)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "score", Name = "GetLiquidityScore", Tag = Tag,
            Summary = "Scores a market, with every term of the score.",
            Description = "Below 50 is too cold to offer. A thin market, or none given, is scored by its province.",
            Handler = BuyerLiquidityHandlers.GetScoreAsync, Response = typeof(LiquidityScoreBody),
            Parameters = Parameters.Of<IBuyerLiquidityParameters>(nameof(IBuyerLiquidityParameters.Score)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "feedback", Name = "RecordBuyerFeedback", Tag = Tag,
            Summary = "Records what a buyer did.",
            Description = "A decline is stored and changes no rate.",
            Handler = BuyerLiquidityHandlers.RecordFeedbackAsync, Request = typeof(FeedbackBody),
            Response = typeof(FeedbackAnswer), Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IBuyerLiquidityParameters>(nameof(IBuyerLiquidityParameters.Feedback)),
        },
    ];
}
