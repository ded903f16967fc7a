namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class BuyerLiquidityErrors
{
    /// <summary>A value in <c>Valhalla:BuyerLiquidity</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG1201";
}
