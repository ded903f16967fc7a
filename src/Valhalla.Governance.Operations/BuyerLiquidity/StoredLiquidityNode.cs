namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>A node as it is stored: sums relative to the landmark.</summary>
internal sealed record StoredLiquidityNode(
    LiquidityNodeKey Key, LiquiditySums Sums, long Events, DateTimeOffset UpdatedAt);
