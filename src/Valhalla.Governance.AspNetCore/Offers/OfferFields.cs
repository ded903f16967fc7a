using System.Text.Json;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.Operations.Offers;

namespace Valhalla.Governance.AspNetCore.Offers;

/// <summary>Reads the fields that only offers have.</summary>
internal static class OfferFields
{
    private const string Missing = "The field is needed.";

    public static ProvinceCode ReadProvince(this FieldErrors errors, string? value)
    {
        if (!ProvinceCode.TryParse(value, out var province))
        {
            errors.Add("province", value is null ? Missing : ProvinceCode.Remedy);
        }

        return province;
    }

    public static MarketName? ReadMarket(this FieldErrors errors, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (!MarketName.TryParse(value, out var market))
        {
            errors.Add("market", NameRules.UpperNameRemedy);
        }

        return market;
    }

    public static Money ReadRepairs(this FieldErrors errors, decimal? value, decimal? arv)
    {
        if (value is null)
        {
            errors.Add("repairs", Missing, ProblemCodes.InvalidAmount);
        }
        else if (arv > 0 && value > arv)
        {
            errors.Add("repairs", "Repairs are not above arv.", ProblemCodes.InvalidAmount);
        }

        return errors.OptionalNotNegative("repairs", value) ?? default;
    }

    public static int? ReadMultiplier(this FieldErrors errors, decimal? value)
    {
        if (value is not { } multiplier)
        {
            return null;
        }

        if (multiplier is <= 0 or > 1
            || multiplier * OfferShapes.BasisPoints != decimal.Truncate(multiplier * OfferShapes.BasisPoints))
        {
            errors.Add("multiplier", "0.0001 to 1 in steps of 0.0001 is allowed.");
            return null;
        }

        return (int)(multiplier * OfferShapes.BasisPoints);
    }

    public static string? ReadComps(this FieldErrors errors, JsonElement? value)
    {
        var json = errors.Json("comps", value, OfferRequests.MaxCompsBytes);
        if (json is not null && OfferRequests.TryCountComps(value!.Value) is null)
        {
            errors.Add("comps", OfferRequests.CompsRemedy);
        }

        return json;
    }

    public static string? ReadAssumptions(this FieldErrors errors, JsonElement? value)
    {
        var json = errors.Json("assumptions", value, OfferRequests.MaxAssumptionsBytes);
        if (json is not null && value!.Value.ValueKind != JsonValueKind.Object)
        {
            errors.Add("assumptions", "Assumptions are a JSON object.");
        }

        return json;
    }

    /// <summary>The engine to reserve for, or null to reserve nothing.</summary>
    public static EngineName? ReadReserve(this FieldErrors errors, bool? reserve, string? engine)
    {
        var name = errors.OptionalEngine("engine", engine);
        if (name is { IsGlobal: true })
        {
            errors.Add("engine", "GLOBAL is the sum of all engines and cannot reserve. Name an engine.");
        }

        if (name is not null && reserve != true)
        {
            errors.Add("engine", "An engine is named to reserve for: send reserve true too, or leave it out.");
        }

        return reserve == true ? name ?? OfferRequest.DefaultEngine : null;
    }
}
