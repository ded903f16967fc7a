using System.Collections.Frozen;
using Valhalla.Governance.Control;
using Valhalla.Governance.Operations.MarketPolicies;

namespace Valhalla.Governance.Operations.Policies;

/// <summary>The policies of the operations engines as one store read saw them. Immutable.</summary>
internal sealed record OperationsPolicies
{
    /// <summary>The version of control state with which these policies were read.</summary>
    public ControlVersion Version { get; init; }

    public long Revision => Version.Revision;

    public FrozenDictionary<MarketKey, MarketPolicy> MarketPolicies { get; init; } =
        FrozenDictionary<MarketKey, MarketPolicy>.Empty;

    public FrozenDictionary<ProvinceCode, OfferPolicy> OfferPolicies { get; init; } =
        FrozenDictionary<ProvinceCode, OfferPolicy>.Empty;
}
