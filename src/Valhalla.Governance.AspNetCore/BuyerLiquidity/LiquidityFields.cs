using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.BuyerLiquidity;

/// <summary>Reads the fields that name a node.</summary>
internal static class LiquidityFields
{
    private const string Missing = "The field is needed.";

    public static ProvinceCode Province(this EndpointCall call, string? value)
    {
        if (!ProvinceCode.TryParse(value, out var province))
        {
            call.Errors.Add("province", value is null ? $"{Missing} {ProvinceCode.Remedy}" : ProvinceCode.Remedy);
        }

        return province;
    }

    public static MarketName Market(this EndpointCall call, string? value)
    {
        if (!MarketName.TryParse(value, out var market))
        {
            call.Errors.Add("market", value is null ? Missing : NameRules.UpperNameRemedy);
        }

        return market;
    }

    public static PropertyType? PropertyType(this EndpointCall call, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (!Valhalla.Governance.PropertyType.TryParse(value, out var type))
        {
            call.Errors.Add("property_type", NameRules.UpperNameRemedy);
        }

        return type;
    }
}
