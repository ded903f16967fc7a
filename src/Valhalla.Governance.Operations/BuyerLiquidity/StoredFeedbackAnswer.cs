using System.Text.Json.Serialization;

namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>The answer that is kept for an idempotency key: the node as it counted then.</summary>
internal sealed record StoredFeedbackAnswer(
    long Id,
    string Province,
    string Market,
    string PropertyType,
    double Contacts,
    double Responses,
    double Closes,
    double ResponseRate,
    double CloseRate,
    long Events,
    DateTimeOffset UpdatedAt)
{
    public static StoredFeedbackAnswer Of(long id, LiquidityNode node) => new(
        id,
        node.Province.Value,
        node.Market.Value,
        node.PropertyType.Value,
        node.Contacts,
        node.Responses,
        node.Closes,
        node.ResponseRate,
        node.CloseRate,
        node.Events,
        node.UpdatedAt);

    public LiquidityNode ToNode() => new()
    {
        Province = new ProvinceCode(Province),
        Market = new MarketName(Market),
        PropertyType = new PropertyType(PropertyType),
        Contacts = Contacts,
        Responses = Responses,
        Closes = Closes,
        ResponseRate = ResponseRate,
        CloseRate = CloseRate,
        Events = Events,
        UpdatedAt = UpdatedAt,
    };
}

/// <summary>What the KPI of an event tells beside its outcome.</summary>
internal sealed record FeedbackDetail(
    long FeedbackId, string Kind, string Province, string Market, string PropertyType);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredFeedbackAnswer))]
[JsonSerializable(typeof(FeedbackDetail))]
internal sealed partial class BuyerLiquidityJsonContext : JsonSerializerContext;
