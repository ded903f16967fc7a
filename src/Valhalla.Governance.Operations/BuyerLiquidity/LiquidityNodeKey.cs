namespace Valhalla.Governance;

/// <summary>What a node is about.</summary>
/// <param name="Province">The province.</param>
/// <param name="Market">The market.</param>
/// <param name="PropertyType">The property type.</param>
public readonly record struct LiquidityNodeKey(ProvinceCode Province, MarketName Market, PropertyType PropertyType);
