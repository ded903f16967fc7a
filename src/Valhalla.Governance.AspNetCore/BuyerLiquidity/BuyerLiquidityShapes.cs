namespace Valhalla.Governance.AspNetCore.BuyerLiquidity;

/// <summary>Domain values of buyer liquidity in the shapes of the wire.</summary>
internal static class BuyerLiquidityShapes
{
    public static LiquidityNodeBody Of(LiquidityNode node) => new()
    {
        Province = node.Province.Value,
        Market = node.Market.Value,
        PropertyType = node.PropertyType.Value,
        Contacts = node.Contacts,
        Responses = node.Responses,
        Closes = node.Closes,
        ResponseRate = node.ResponseRate,
        CloseRate = node.CloseRate,
        Events = node.Events,
        UpdatedAt = node.UpdatedAt,
    };

    public static LiquidityNodesBody Of(LiquidityNodePage page) => new()
    {
        Nodes = [.. page.Nodes.Select(Of)],
        AvgResponseRate = page.AvgResponseRate,
        AvgCloseRate = page.AvgCloseRate,
        HalfLifeDays = LiquidityScore.HalfLifeDays,
    };

    public static LiquidityScoreBody Of(LiquidityScore score) => new()
    {
        Province = score.Province.Value,
        Market = score.Market?.Value,
        PropertyType = score.PropertyType.Value,
        Score = score.Score,
        IsCold = score.IsCold,
        Level = WireNames.Of(score.Level),
        ResponseRate = score.ResponseRate,
        CloseRate = score.CloseRate,
        N = score.N,
        Weight = score.Weight,
        ResponseComponent = score.ResponseComponent,
        CloseComponent = score.CloseComponent,
        MarketN = score.MarketN,
        MinContacts = score.MinContacts,
        HalfLifeDays = LiquidityScore.HalfLifeDays,
    };
}
