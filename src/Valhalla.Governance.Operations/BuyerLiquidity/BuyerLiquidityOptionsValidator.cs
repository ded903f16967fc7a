using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>Gives range errors their id.</summary>
internal sealed class BuyerLiquidityOptionsValidator : IValidateOptions<BuyerLiquidityOptions>
{
    private readonly BuyerLiquidityOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, BuyerLiquidityOptions options)
    {
        var ranges = _ranges.Validate(name, options);
        return ranges.Failed
            ? ValidateOptionsResult.Fail(
                $"{BuyerLiquidityErrors.OptionOutOfRange}: {BuyerLiquidityOptions.SectionName} is wrong. "
                + $"Correct: {ranges.FailureMessage}")
            : ValidateOptionsResult.Success;
    }
}
