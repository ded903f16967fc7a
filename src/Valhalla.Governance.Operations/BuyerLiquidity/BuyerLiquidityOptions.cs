using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Settings of buyer liquidity, section <c>Valhalla:BuyerLiquidity</c>.</summary>
/// <remarks>The half-life is none of them: the stored sums are weighted by it.</remarks>
public sealed class BuyerLiquidityOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:BuyerLiquidity";

    /// <summary>
    /// A market with fewer decayed contacts than this is scored by its province, 0 to 1 000 000; 0 never falls back.
    /// Default 20.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MinContacts { get; set; } = 20;
}
