using Valhalla.Governance.Operations.Policies;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>Which policy is in effect where, and how one is changed. Pure.</summary>
internal static class MarketPolicyRules
{
    /// <summary>The policy of a market, else of its province.</summary>
    public static MarketPolicy Effective(OperationsPolicies current, ProvinceCode province, MarketName? market) =>
        market is { } name && current.MarketPolicies.TryGetValue(new MarketKey(province, name), out var policy)
            ? policy
            : current.MarketPolicies[new MarketKey(province, null)];

    /// <summary>The zone of the policy's market, or every zone of its province, the principal one first.</summary>
    public static IReadOnlyList<string> ZonesOf(MarketPolicy policy) =>
        policy.TimeZone is { } zone ? [zone] : ProvinceZones.Of(policy.Province);
}
