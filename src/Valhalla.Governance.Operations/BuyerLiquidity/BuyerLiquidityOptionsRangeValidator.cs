using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>Checks the ranges that <see cref="BuyerLiquidityOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class BuyerLiquidityOptionsRangeValidator : IValidateOptions<BuyerLiquidityOptions>;
