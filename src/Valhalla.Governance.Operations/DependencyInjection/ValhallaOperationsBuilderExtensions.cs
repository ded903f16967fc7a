using Microsoft.Extensions.DependencyInjection.Extensions;
using Valhalla.Governance;
using Valhalla.Governance.Operations.BuyerLiquidity;
using Valhalla.Governance.Operations.FollowUp;
using Valhalla.Governance.Operations.MarketPolicies;
using Valhalla.Governance.Operations.Offers;
using Valhalla.Governance.Operations.Policies;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the operations engines to the library.</summary>
public static class ValhallaOperationsBuilderExtensions
{
    /// <summary>
    /// Adds market policy, follow-up ladder, buyer liquidity and offers, over the store that the builder has.
    /// Repeatable; services that the host registered before win. <c>AddValhalla</c> calls it.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ValhallaBuilder AddValhallaOperations(this ValhallaBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton<IOperationsPolicyStore, InMemoryOperationsPolicyStore>();
        services.TryAddSingleton<OperationsPolicyState>();
        services.AddMarketPolicy();
        services.AddFollowUp();
        services.AddOffers();
        services.AddBuyerLiquidity();
        return builder;
    }
}
