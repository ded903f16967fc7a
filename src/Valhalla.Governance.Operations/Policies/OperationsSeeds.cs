using System.Collections.Frozen;

namespace Valhalla.Governance.Operations.Policies;

/// <summary>The policies of a new store: one of each kind for every province and territory.</summary>
internal static class OperationsSeeds
{
    /// <summary>Market policies with the statutory calling hours; offer policies that are disabled.</summary>
    /// <param name="now">The store's clock.</param>
    public static OperationsPolicies Create(DateTimeOffset now) => new()
    {
        MarketPolicies = ProvinceCode.All
            .Select(province => new MarketPolicy { Province = province, UpdatedAt = now })
            .ToFrozenDictionary(policy => policy.Key),
        OfferPolicies = ProvinceCode.All
            .Select(province => new OfferPolicy { Province = province, UpdatedAt = now })
            .ToFrozenDictionary(policy => policy.Province),
    };
}
