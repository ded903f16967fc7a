namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>What a market policy is for: a market, or with null the whole province.</summary>
internal readonly record struct MarketKey(ProvinceCode Province, MarketName? Market)
{
    public override string ToString() => Market is { } market ? $"{Province}/{market}" : Province.Value;
}
