using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>Registers this feature.</summary>
internal static class BuyerLiquidityServices
{
    public static void AddBuyerLiquidity(this IServiceCollection services)
    {
        services.AddOptions<BuyerLiquidityOptions>()
            .BindConfiguration(BuyerLiquidityOptions.SectionName)
            .ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<BuyerLiquidityOptions>, BuyerLiquidityOptionsValidator>());
        services.TryAddSingleton<BuyerLiquidityMetrics>();
        services.TryAddSingleton<IBuyerLiquidityStore, InMemoryBuyerLiquidityStore>();
        services.TryAddSingleton<IBuyerLiquidity, BuyerLiquidityEngine>();
        services.AddPack(new Pack("I", "buyer liquidity", [typeof(IBuyerLiquidity)]));
    }
}
