using System.Text.Json;

namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>The KPI of recorded feedback.</summary>
internal static class BuyerLiquidityKpi
{
    public static readonly DomainName Domain = new("BUYER_LIQUIDITY");
    public static readonly MetricName Metric = new("buyer_feedback");

    /// <summary>
    /// A response or a close is a success, a decline a failure. A contact is neither, so that the rate of the series is
    /// that of the answers.
    /// </summary>
    public static KpiEvent Of(long id, BuyerFeedbackRequest request) => new()
    {
        Domain = Domain,
        Metric = Metric,
        Success = request.Kind switch
        {
            BuyerFeedbackKind.Responded or BuyerFeedbackKind.Closed => true,
            BuyerFeedbackKind.Declined => false,
            _ => null,
        },
        Actor = request.Actor,
        CorrelationId = request.CorrelationId,
        DetailJson = JsonSerializer.Serialize(
            new FeedbackDetail(
                id,
                WireNames.CapitalsOf(request.Kind),
                request.Province.Value,
                request.Market.Value,
                request.PropertyType.Value),
            BuyerLiquidityJsonContext.Default.FeedbackDetail),
    };
}
