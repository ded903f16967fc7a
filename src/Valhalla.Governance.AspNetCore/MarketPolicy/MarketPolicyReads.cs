using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.MarketPolicies;

/// <summary>What market policies show.</summary>
internal static class MarketPolicyReads
{
    public static async ValueTask<Answer> ListPoliciesAsync(EndpointCall call)
    {
        var policies = await call.Get<IMarketPolicies>().GetPoliciesAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json<IReadOnlyList<MarketPolicyBody>>(
            [.. policies.Select(MarketPolicyShapes.Of)], WireJson.Context.MarketPolicies);
    }

    public static async ValueTask<Answer> GetEffectiveAsync(EndpointCall call)
    {
        var province = call.Errors.Province("province", call.Query("province"));
        var market = call.Errors.OptionalMarket("market", call.Query("market"));
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var effective = await call.Get<IMarketPolicies>().GetEffectiveAsync(province, market, call.Aborted)
            .ConfigureAwait(false);
        return Answer.Json(
            MarketPolicyShapes.Of(effective, province, market), WireJson.Context.EffectiveMarketPolicyBody);
    }

    public static async ValueTask<Answer> CanContactAsync(EndpointCall call)
    {
        var errors = call.Errors;
        var channel = errors.Choice<ContactChannel>("channel", call.Query("channel"));
        if (call.Query("channel") is null)
        {
            errors.Required("channel", channel);
        }

        var request = new ContactRequest(errors.Province("province", call.Query("province")), channel ?? default)
        {
            Market = errors.OptionalMarket("market", call.Query("market")),
            LeadScore = errors.Number("lead_score", call.Query("lead_score"), 0, 100),
            At = errors.Instant("at", call.Query("at")),
            RecipientTime = errors.RecipientTime(call.Query("weekday"), call.Query("hhmm")),
        };
        if (request is { At: not null, RecipientTime: not null })
        {
            errors.Add("at", "Give either at, or weekday with hhmm.");
        }

        return errors.Any
            ? errors.ToAnswer()
            : Answer.Json(
                MarketPolicyShapes.Of(
                    await call.Get<IMarketPolicies>().CanContactAsync(request, call.Aborted).ConfigureAwait(false)),
                WireJson.Context.ContactAnswer);
    }
}
