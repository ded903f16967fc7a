using Valhalla.Governance.Operations.BuyerLiquidity;

namespace Valhalla.Governance.EntityFramework.BuyerLiquidity;

/// <summary>A row of <c>buyer_feedback_event</c>.</summary>
internal sealed class BuyerFeedbackEventRow
{
    public long Id { get; set; }

    public string Kind { get; set; } = "";

    public string Province { get; set; } = "";

    public string Market { get; set; } = "";

    public string PropertyType { get; set; } = "";

    public string? BuyerId { get; set; }

    public string Actor { get; set; } = "";

    public string? CorrelationId { get; set; }

    public string? Detail { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public static BuyerFeedbackEventRow Of(BuyerFeedback feedback) => new()
    {
        Kind = WireNames.CapitalsOf(feedback.Kind),
        Province = feedback.Node.Province.Value,
        Market = feedback.Node.Market.Value,
        PropertyType = feedback.Node.PropertyType.Value,
        BuyerId = feedback.BuyerId,
        Actor = feedback.Actor,
        CorrelationId = feedback.CorrelationId,
        Detail = feedback.DetailJson,
        CreatedAt = StoreTime.Truncate(feedback.CreatedAt),
    };

    public BuyerFeedback ToFeedback() => new()
    {
        Id = Id,
        Kind = StoredNames.Read<BuyerFeedbackKind>(Kind),
        Node = new LiquidityNodeKey(new ProvinceCode(Province), new MarketName(Market), new PropertyType(PropertyType)),
        BuyerId = BuyerId,
        Actor = Actor,
        CorrelationId = CorrelationId,
        DetailJson = Detail,
        CreatedAt = CreatedAt,
    };
}
