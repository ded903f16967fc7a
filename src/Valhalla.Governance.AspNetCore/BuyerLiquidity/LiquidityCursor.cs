using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.BuyerLiquidity;

/// <summary>Where a page of nodes ends: the key of its last one.</summary>
internal static class LiquidityCursor
{
    // In no name, so that a key can be taken apart again.
    private const char Separator = '/';

    public static string Write(LiquidityNode node) =>
        string.Join(Separator, node.Province.Value, node.Market.Value, node.PropertyType.Value);

    public static LiquidityNodeKey? Read(EndpointCall call) => PageCursor.ReadKey<LiquidityNodeKey>(call, TryParse);

    private static bool TryParse(string text, out LiquidityNodeKey key)
    {
        key = default;
        if (text.Split(Separator) is not [var first, var second, var third]
            || !ProvinceCode.TryParse(first, out var province)
            || !MarketName.TryParse(second, out var market)
            || !PropertyType.TryParse(third, out var type))
        {
            return false;
        }

        key = new LiquidityNodeKey(province, market, type);
        return true;
    }
}
