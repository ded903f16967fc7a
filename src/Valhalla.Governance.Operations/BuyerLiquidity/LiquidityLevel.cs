namespace Valhalla.Governance;

/// <summary>What a score rests on.</summary>
public enum LiquidityLevel
{
    /// <summary>The contacts of the market itself.</summary>
    Market = 0,

    /// <summary>The contacts of all markets of the province, because the market is thin or none was given.</summary>
    Province = 1,
}
